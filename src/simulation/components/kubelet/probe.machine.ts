import { assign, setup } from 'xstate';
import type { Container, Pod, Probe } from '../../../kubernetes/api/types.ts';
import { probeText, probeVerdict, title } from '../../../kubernetes/node/probes.ts';
import { newest } from '../../../kubernetes/node/runtime-status.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { RuntimeStore } from '../container-runtime/runtime-store.ts';
import type { World } from '../world.ts';
import type { KubeletState, ProbeKind, ProbeOutcome } from './kubelet-state.ts';
import { record } from './pod-work.ts';

interface ProbeInput {
  readonly port: Port;
  readonly world: World;
  readonly state: KubeletState;
  readonly store: RuntimeStore;
  readonly pod: Pod;
  readonly container: Container;
  readonly probe: Probe;
  readonly kind: ProbeKind;
  readonly worker: string;
}

interface ProbeContext extends ProbeInput {
  /** Instance of the container that the results are about. */
  readonly instance: string | undefined;
  /** After a failure that ends the container, nothing is probed until there is another instance. */
  readonly onHold: boolean;
  readonly last: ProbeOutcome | undefined;
  readonly inARow: number;
  /** Virtual ms. */
  readonly nextTick: number;
}

type ProbeEvent =
  | (ChartEvent & {
      readonly type: 'probe answered';
      readonly outcome: ProbeOutcome | 'unknown';
      readonly output: string;
    })
  | (ChartEvent & { readonly type: 'probe now' });

const uidOf = ({ pod }: ProbeInput): string => pod.metadata.uid;

/** The container as the last relist saw it: what the prober, too, goes by. */
const seenInstance = (context: ProbeInput) => {
  const container = newest(context.state.runtimeStatus(uidOf(context)), context.container.name);
  return container?.state === 'running' ? container : undefined;
};

/** Whether there is something to probe now. Source: v1.35 pkg/kubelet/prober/worker.go doProbe */
function due(context: ProbeContext): boolean {
  const running = seenInstance(context);
  if (running === undefined) return false;
  if (context.onHold && context.instance === running.id) return false;
  const age = Math.floor(context.port.now() / 1000) - Math.floor((running.startedAt ?? 0) / 1000);
  if (age < (context.probe.initialDelaySeconds ?? 0)) return false;
  const startup = context.container.startupProbe !== undefined;
  const started = !startup || context.state.probe(uidOf(context), context.container.name, 'startup') === 'success';
  return context.kind === 'startup' ? !started : started;
}

function forget(context: ProbeContext): Partial<ProbeContext> {
  const running = seenInstance(context);
  if (running === undefined || running.id === context.instance) return {};
  return { instance: running.id, onHold: false, last: undefined, inARow: 0 };
}

function send(context: ProbeContext): void {
  const { port, state, store, pod, container, probe, kind } = context;
  const ip = state.runtimeStatus(uidOf(context)).sandboxes[0]?.ip ?? state.hostIP;
  const named = { probe: kind, pod: `${pod.metadata.namespace}/${pod.metadata.name}`, container: container.name };
  const target = `${state.node}/containerd/${named.pod}/${container.name}`;
  const call = port.send({
    to: target,
    protocol: 'probe',
    role: 'request',
    body: { type: 'probe-call', ...named, how: probeText(container, probe, ip) },
    event: { type: 'probed' },
    takes: 'over the network',
  });
  const verdict = probeVerdict(container, probe, ip, store.running(uidOf(context), container.name));
  const exec = probe.exec === undefined ? 0 : port.takes('command runs in container');
  port.send({
    from: target,
    to: port.address,
    protocol: 'probe',
    role: 'answer',
    answers: call,
    cause: call,
    body: { type: 'probe-answer', ...named, outcome: verdict.outcome, output: verdict.output },
    event: { type: 'probe answered', outcome: verdict.outcome, output: verdict.output },
    takes: port.takes('probe is answered') + exec,
  });
}

function count(context: ProbeContext, event: ProbeEvent): Partial<ProbeContext> {
  if (event.type !== 'probe answered' || event.outcome === 'unknown') return {};
  return { last: event.outcome, inARow: context.last === event.outcome ? context.inARow + 1 : 1 };
}

function sayFailure(context: ProbeContext, event: ProbeEvent): void {
  if (event.type !== 'probe answered' || event.outcome === 'success') return;
  const { kind, container } = context;
  const message =
    event.outcome === 'unknown'
      ? `${title(kind)} probe errored and resulted in unknown state: ${event.output}`
      : `${title(kind)} probe failed: ${event.output}`;
  const { port, world, state, store, pod } = context;
  record({ port, world, state, store, pod }, 'Warning', 'Unhealthy', message, container.name);
}

const threshold = ({ probe, last }: ProbeContext): number =>
  (last === 'success' ? probe.successThreshold : probe.failureThreshold) ?? (last === 'success' ? 1 : 3);

/** Notes the result once the threshold is reached, and tells the Pod worker if that is news. */
function conclude(context: ProbeContext): void {
  const { port, state, container, kind, last, instance, worker } = context;
  if (last === undefined || instance === undefined || context.inARow < threshold(context)) return;
  const before =
    state.probe(uidOf(context), container.name, kind) ??
    (kind === 'liveness' ? 'success' : kind === 'readiness' ? 'failure' : undefined);
  state.setProbe(uidOf(context), container.name, kind, last, instance);
  if (before === last) return;
  port.decide({
    kind: 'probe',
    about: `pods/${context.pod.metadata.namespace}/${context.pod.metadata.name}`,
    says: `The ${kind} probe of ${container.name} ${last === 'success' ? 'succeeded' : `failed ${context.inARow} times in a row`}.`,
    refused: last === 'failure',
    data: { container: container.name, kind, outcome: last },
  });
  if (kind === 'liveness' && last === 'success') return;
  port.tell(worker, { type: 'probe changed', kind });
}

const holds = (context: ProbeContext): boolean =>
  context.inARow >= threshold(context) &&
  ((context.last === 'failure' && context.kind !== 'readiness') ||
    (context.last === 'success' && context.kind === 'startup'));

/**
 * One probe of one container: asks every period, counts, and concludes at the threshold. A readiness probe is also
 * asked at once, and its clock set anew, whenever the status of a container that runs and is not ready is reported.
 * Source: v1.35 pkg/kubelet/prober/worker.go
 */
export const probeMachine = setup({
  types: { context: {} as ProbeContext, input: {} as ProbeInput, events: {} as ProbeEvent },
  delays: { 'every period of the probe': ({ context }) => context.nextTick - context.port.now() },
  guards: { 'there is something to probe': ({ context }) => due(context) },
  actions: {
    'set the clock': assign(({ context }) => ({
      nextTick: context.port.now() + (context.probe.periodSeconds ?? 10) * 1000,
    })),
    'begin anew with a new instance': assign(({ context }) => forget(context)),
    ask: ({ context }) => send(context),
    count: assign(({ context, event }) => count(context, event)),
    'say what failed': ({ context, event }) => sayFailure(context, event),
    'conclude at the threshold': ({ context }) => conclude(context),
    'hold on if it has decided': assign(({ context }) => (holds(context) ? { onHold: true } : {})),
  },
}).createMachine({
  id: 'probe',
  context: ({ input }) => ({ ...input, instance: undefined, onHold: false, last: undefined, inARow: 0, nextTick: 0 }),
  initial: 'looking',
  states: {
    waiting: {
      after: { 'every period of the probe': 'looking' },
      on: { 'probe now': 'looking' },
    },
    looking: {
      entry: ['set the clock', 'begin anew with a new instance'],
      always: [{ guard: 'there is something to probe', target: 'asking' }, { target: 'waiting' }],
    },
    asking: {
      entry: 'ask',
      on: {
        'probe answered': {
          actions: ['count', 'say what failed', 'conclude at the threshold', 'hold on if it has decided'],
          target: 'waiting',
        },
      },
    },
  },
});
