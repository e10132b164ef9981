import type { ApiAnswer, ApiCall, Impersonating } from '../../../kubernetes/api/calls.ts';
import type { Address, EntryId, HttpRequest } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import { type RequestInfo, requestInfo } from './request-info.ts';

/** Who makes a request, as the API server sees it. */
export interface Identity {
  readonly user: string;
  readonly groups: readonly string[];
  readonly userAgent: string;
}

/** The call as it arrives at the API server. */
export interface RequestEvent extends ChartEvent {
  readonly type: 'request';
  readonly call: ApiCall | WatchRequest;
  /** What the path of the call asks for. */
  readonly info: RequestInfo;
  readonly identity: Identity;
  readonly replyTo: Address;
  /** Type of the event with the answer. */
  readonly answerAs: string;
  /** Given back with the answer, for a client with several requests under way. */
  readonly tag: unknown;
}

export interface WatchRequest extends Impersonating {
  readonly verb: 'watch';
  readonly path: string;
  /** Virtual ms until the server ends the connection. */
  readonly timeout?: number;
}

/** The answer as it arrives at the client. */
export interface AnswerEvent extends ChartEvent {
  readonly answer: ApiAnswer;
  readonly tag: unknown;
}

const methods = {
  get: 'GET',
  list: 'GET',
  watch: 'GET',
  create: 'POST',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
} as const;

const agent = (process: string): string => `${process}/v1.35.6 (linux/amd64) kubernetes/0000000`;

export const identities = {
  kubectl: (user: string, groups: readonly string[]): Identity => ({ user, groups, userAgent: agent('kubectl') }),
  scheduler: {
    user: 'system:kube-scheduler',
    groups: ['system:authenticated'],
    userAgent: `${agent('kube-scheduler')}/scheduler`,
  } satisfies Identity,
  /** Each controller has a service account of its own. Source: v1.35 --use-service-account-credentials */
  controller: (serviceAccount: string): Identity =>
    serviceAccount === ''
      ? {
          user: 'system:kube-controller-manager',
          groups: ['system:authenticated'],
          userAgent: `${agent('kube-controller-manager')}/tokens-controller`,
        }
      : {
          user: `system:serviceaccount:kube-system:${serviceAccount}`,
          groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
          userAgent: `${agent('kube-controller-manager')}/system:serviceaccount:kube-system:${serviceAccount}`,
        },
  leaderElection: (process: 'kube-scheduler' | 'kube-controller-manager'): Identity => ({
    user: `system:${process}`,
    groups: ['system:authenticated'],
    userAgent: `${agent(process)}/leader-election`,
  }),
  kubelet: (node: string): Identity => ({
    user: `system:node:${node}`,
    groups: ['system:nodes', 'system:authenticated'],
    userAgent: agent('kubelet'),
  }),
} as const;

const requestNumbers = new WeakMap<object, number>();

/** Numbers requests in the order they were made, for each run anew. */
function nextRequest(run: object): number {
  const number = (requestNumbers.get(run) ?? 0) + 1;
  requestNumbers.set(run, number);
  return number;
}

/** Sends a request to the API server, which opens a statechart for it. The answer comes as an event `answerAs`. */
export function request(
  port: Port,
  run: object,
  identity: Identity,
  call: ApiCall | WatchRequest,
  answerAs: string,
  tag?: unknown,
  cause?: EntryId,
): EntryId {
  const info = requestInfo(call.path);
  const given = 'body' in call ? call : undefined;
  const body: HttpRequest = {
    type: 'http-request',
    verb: call.verb,
    method: methods[call.verb],
    path: call.path,
    userAgent: identity.userAgent,
    user: identity.user,
    ...(call.as === undefined ? {} : { as: call.as.user }),
    ...(info.resource === undefined ? {} : { resource: info.resource }),
    ...(info.subresource === undefined ? {} : { subresource: info.subresource }),
    ...(info.namespace === undefined ? {} : { namespace: info.namespace }),
    ...(info.name === undefined ? {} : { name: info.name }),
    ...(given?.contentType === undefined ? {} : { contentType: given.contentType }),
    ...(given?.body === undefined ? {} : { requestBody: given.body }),
  };
  const event: RequestEvent = { type: 'request', call, info, identity, replyTo: port.address, answerAs, tag };
  return port.send({
    to: `kube-apiserver/request-${nextRequest(run)}`,
    protocol: 'http',
    role: 'request',
    body,
    event,
    takes: 'over the network',
    ...(cause === undefined ? {} : { cause }),
  });
}
