import { assign, setup } from 'xstate';
import { resourceNamed } from '../../../kubernetes/api/resources.ts';
import type { LatencyKind } from '../../engine/latency.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { TxnAnswered } from '../etcd/etcd.machine.ts';
import type { World } from '../world.ts';
import type { RequestEvent } from './api-client.ts';
import { endLog, followLog } from './container-acts.ts';
import { readSelectors } from './list-options.ts';
import type { RequestContext } from './request-context.ts';
import {
  admit,
  authenticate,
  checkAuthorization,
  decodeBody,
  impersonate,
  mutate,
  validate,
} from './request-phases.ts';
import { answerRead, conflictOf, openWatch, sendAnswer, sendTransaction } from './responses.ts';
import { act, isAct } from './subresource-acts.ts';
import { prepareForStorage, prepareWrite } from './write-preparation.ts';

const takes =
  (kind: LatencyKind) =>
  ({ context }: { context: RequestContext }) =>
    context.port.takes(kind);

const verbOf = (context: RequestContext): string => context.event.call.verb;

/**
 * One API request, from the socket to the answer. The order is the server's: who, whether, what, changed, checked,
 * stored. A refusal goes straight to the answer, and the phases behind it are never entered.
 * Source: v1.35 staging/src/k8s.io/apiserver/pkg/server/config.go, pkg/endpoints/handlers/create.go
 */
export const requestMachine = setup({
  types: {
    context: {} as RequestContext,
    input: {} as { port: Port; world: World; event: RequestEvent },
    events: {} as RequestEvent | TxnAnswered | (ChartEvent & { readonly type: 'log ended' }),
  },
  delays: {
    authenticating: takes('authenticating'),
    authorizing: takes('authorizing'),
    decoding: takes('decoding'),
    reading: takes('reading'),
    mutating: takes('mutating'),
    validating: takes('validating'),
    admitting: takes('admitting'),
    acting: takes('command runs in container'),
    responding: takes('responding'),
  },
  guards: {
    'it was refused': ({ context }) => context.refused !== undefined,
    'it shall count for somebody else': ({ context }) => context.event.call.as !== undefined,
    'it only reads': ({ context }) => !isAct(context.info) && ['get', 'list'].includes(verbOf(context)),
    'it watches': ({ context }) => verbOf(context) === 'watch',
    'it acts without storing': ({ context }) => isAct(context.info),
    'the answer goes on': ({ context }) => context.following !== undefined,
    'nothing changes': ({ context }) => context.operation === 'none',
    'somebody was faster, and it may try again': ({ context, event }) =>
      event.type === 'etcd answered' && event.write === undefined && verbOf(context) !== 'create' && context.tries < 5,
  },
  actions: {
    authenticate: assign(({ context }) => authenticate(context)),
    'become somebody else': assign(({ context }) => impersonate(context)),
    authorize: assign(({ context }) => checkAuthorization(context)),
    decode: assign(({ context }) => decodeBody(context)),
    'read the stored object': assign(({ context }) => prepareWrite(context)),
    'prepare it for storage': assign(({ context }) => prepareForStorage(context)),
    mutate: assign(({ context }) => mutate(context)),
    validate: assign(({ context }) => validate(context)),
    admit: assign(({ context }) => admit(context)),
    'act on the subresource': assign(({ context }) => act(context)),
    'try again': assign(({ context }) => ({ tries: context.tries + 1 })),
    'wait for the end of the log': ({ context }) => followLog(context),
    'read the log to its end': assign(({ context }) => endLog(context)),
    'send the transaction': ({ context }) => sendTransaction(context),
    'work out what to answer': assign(({ context }) => (context.answer === undefined ? answerRead(context) : {})),
    answer: ({ context }) => sendAnswer(context),
    'read the selectors': assign(({ context }) => {
      const picks = readSelectors(context.info, context.resource);
      if (picks === undefined) return {};
      return typeof picks === 'object' ? picks : { picks };
    }),
    'open the stream': ({ context }) => openWatch(context),
    'remember what was stored': assign(({ context, event }) => {
      if (event.type !== 'etcd answered') return {};
      if (event.write === undefined) return { answer: conflictOf(context) };
      return { object: event.write.object };
    }),
  },
}).createMachine({
  id: 'kube-apiserver-request',
  context: ({ input }) => {
    const { info } = input.event;
    return {
      port: input.port,
      world: input.world,
      arrived: input.port.now(),
      event: input.event,
      info,
      identity: input.event.identity,
      resource:
        info.resource === undefined
          ? undefined
          : resourceNamed(info.group === '' ? info.resource : `${info.resource}.${info.version}.${info.group}`),
      decoded: undefined,
      object: undefined,
      old: undefined,
      operation: 'none',
      refused: undefined,
      warnings: [],
      answer: undefined,
      tries: 0,
    };
  },
  initial: 'authenticating',
  states: {
    authenticating: {
      entry: 'authenticate',
      after: {
        authenticating: [
          { guard: 'it shall count for somebody else', target: 'impersonating' },
          { target: 'authorizing' },
        ],
      },
    },
    impersonating: {
      entry: 'become somebody else',
      after: { 0: [{ guard: 'it was refused', target: 'responding' }, { target: 'authorizing' }] },
    },
    authorizing: {
      entry: 'authorize',
      after: {
        authorizing: [
          { guard: 'it was refused', target: 'responding' },
          { guard: 'it only reads', target: 'reading' },
          { guard: 'it watches', target: 'choosing' },
          { guard: 'it acts without storing', target: 'acting' },
          { target: 'decoding' },
        ],
      },
    },
    decoding: {
      entry: ['decode'],
      after: { decoding: [{ guard: 'it was refused', target: 'responding' }, { target: 'mutating' }] },
    },
    mutating: {
      entry: ['read the stored object', 'mutate', 'prepare it for storage'],
      after: {
        mutating: [{ guard: 'it was refused', target: 'responding' }, { target: 'validating' }],
      },
    },
    validating: {
      entry: 'validate',
      after: { validating: [{ guard: 'it was refused', target: 'responding' }, { target: 'admitting' }] },
    },
    admitting: {
      entry: 'admit',
      after: {
        admitting: [
          { guard: 'it was refused', target: 'responding' },
          { guard: 'nothing changes', target: 'responding' },
          { target: 'storing' },
        ],
      },
    },
    storing: {
      entry: 'send the transaction',
      on: {
        'etcd answered': [
          { guard: 'somebody was faster, and it may try again', actions: 'try again', target: 'mutating' },
          { actions: 'remember what was stored', target: 'responding' },
        ],
      },
    },
    acting: {
      entry: 'act on the subresource',
      after: { acting: [{ guard: 'the answer goes on', target: 'following' }, { target: 'responding' }] },
    },
    following: {
      entry: 'wait for the end of the log',
      on: { 'log ended': { actions: 'read the log to its end', target: 'responding' } },
    },
    reading: { after: { reading: 'responding' } },
    choosing: {
      entry: 'read the selectors',
      after: { 0: [{ guard: 'it was refused', target: 'responding' }, { target: 'streaming' }] },
    },
    streaming: { type: 'final', entry: 'open the stream' },
    responding: { entry: 'work out what to answer', after: { responding: 'answered' } },
    answered: { type: 'final', entry: 'answer' },
  },
});
