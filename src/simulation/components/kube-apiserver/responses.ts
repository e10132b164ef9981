import { serves } from '../../../kubernetes/api/served-subresources.ts';
import { alreadyExists, conflict, noSuchPath, notFound } from '../../../kubernetes/api/status.ts';
import type { ApiObject } from '../../../kubernetes/api/types.ts';
import { versionInfo } from '../../../kubernetes/api/version-info.ts';
import { scaleOf } from '../../../kubernetes/registry/scale.ts';
import { servedAs } from '../../../kubernetes/registry/served-version.ts';
import type { TxnEvent } from '../etcd/etcd.machine.ts';
import { type EtcdStore, keyOf } from '../etcd/store.ts';
import type { WatchRequest } from './api-client.ts';
import { listComponents, readComponents } from './component-statuses.ts';
import { readSelectors } from './list-options.ts';
import type { RequestContext } from './request-context.ts';
import type { Watch } from './watch-table.ts';
import { creates, optimisticLock } from './write-preparation.ts';

type Changed = Partial<RequestContext>;

/** Sends the object to etcd, on condition that nobody changed it since it was read. */
export function sendTransaction(context: RequestContext): void {
  const { object, operation, port, resource, shownFirst } = context;
  if (object === undefined || resource === undefined || operation === 'none') return;
  const stored = object as ApiObject;
  const key = keyOf(resource.plural, stored.metadata.namespace, stored.metadata.name);
  const old = context.old?.metadata.resourceVersion;
  const expected = old === undefined ? 0 : Number(old);
  const path = [resource.etcdPrefix, stored.metadata.namespace, stored.metadata.name].filter(
    (part) => part !== undefined,
  );
  const event: TxnEvent = {
    type: 'txn',
    resource: resource.plural,
    key,
    operation,
    expected,
    object: stored,
    replyTo: port.address,
    ...(shownFirst === undefined ? {} : { shownFirst }),
  };
  port.send({
    to: 'etcd',
    protocol: 'etcd',
    role: 'request',
    body: { type: 'etcd-txn', operation, key: path.join('/'), expectedRevision: expected },
    event,
    takes: 'etcd commits',
  });
}

/** The answer to a write that lost: the key was there already, or had changed since the client read it. */
export function conflictOf({ resource, info, object }: RequestContext): RequestContext['answer'] {
  if (resource === undefined) return undefined;
  const name = info.name ?? (object as ApiObject | undefined)?.metadata.name ?? '';
  const status = info.name === undefined ? alreadyExists(resource, name) : conflict(resource, name, optimisticLock);
  return { code: status.code, body: status };
}

/** Body and code of the answer, for everything but an act on a subresource. */
export function answerRead(context: RequestContext): Changed {
  const { refused, event, info, object } = context;
  if (refused !== undefined) return { answer: { code: refused.code, body: refused } };
  const { verb } = event.call;
  if (info.resource === undefined) return { answer: { code: 200, body: plainPath(info.path) } };
  if (verb === 'get') return { answer: read(context) };
  if (verb === 'list') return { answer: listed(context) };
  if (info.subresource === 'binding' || info.subresource === 'eviction') {
    return {
      answer: { code: 201, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 } },
    };
  }
  return { answer: { code: verb === 'create' || creates(context) ? 201 : 200, body: inVersion(context, object) } };
}

/** What stands under a path that is no resource. Source: v1.35 apiserver pkg/server/healthz, pkg/server/routes/version.go */
function plainPath(path: string): unknown {
  if (path === '/version') return versionInfo;
  return /^\/(healthz|livez|readyz)(\/|$)/.test(path) ? 'ok' : {};
}

/** The object as it was asked for: in its version, or only how large it is. */
function inVersion({ info, resource }: RequestContext, object: RequestContext['object']): unknown {
  if (object === undefined || resource === undefined) return object;
  return info.subresource === 'scale'
    ? scaleOf(object as ApiObject)
    : servedAs(object as ApiObject, resource.apiVersion);
}

function read(context: RequestContext): { code: number; body: unknown } {
  const { info, resource, world } = context;
  if (info.resource === 'componentstatuses') return readComponents(info.name ?? '');
  const served = resource !== undefined && serves(resource, info.subresource);
  const found = !served ? undefined : world.store.get(info.resource ?? '', info.namespace ?? '', info.name ?? '');
  if (found !== undefined) return { code: 200, body: inVersion(context, found) };
  const status = !served ? noSuchPath() : notFound(resource, info.name ?? '');
  return { code: status.code, body: status };
}

/**
 * Without `limit` everything; with it a part, and a token with which the rest is asked for. The token names the last
 * key of the part, so that it holds whatever has changed meanwhile.
 * Source: v1.35 apiserver pkg/storage/etcd3/store.go GetList
 */
function listed({ info, resource, world }: RequestContext): { code: number; body: unknown } {
  if (info.resource === 'componentstatuses') return listComponents();
  const picks = readSelectors(info, resource);
  if (typeof picks === 'object') return { code: picks.refused.code, body: picks.refused };
  const plural = info.resource ?? '';
  const all = inKeyOrder(world.store, plural, info.namespace).filter(picks ?? (() => true));
  const from = info.query.get('continue') ?? '';
  const rest =
    from === '' ? all : all.filter(({ metadata }) => keyOf(plural, metadata.namespace, metadata.name) > from);
  const limit = Number(info.query.get('limit') ?? 0);
  const items = limit > 0 ? rest.slice(0, limit) : rest;
  const last = items.at(-1)?.metadata;
  const more =
    items.length === rest.length || last === undefined
      ? {}
      : {
          continue: keyOf(plural, last.namespace, last.name),
          ...(picks === undefined ? { remainingItemCount: rest.length - items.length } : {}),
        };
  return {
    code: 200,
    body: {
      kind: `${resource?.kind ?? ''}List`,
      apiVersion: resource?.apiVersion ?? 'v1',
      metadata: { resourceVersion: String(world.store.revision), ...more },
      items,
    },
  };
}

/** As etcd stores them: by namespace, then name, byte by byte. */
function inKeyOrder(store: EtcdStore, resource: string, namespace: string | undefined): readonly ApiObject[] {
  const key = (object: ApiObject): string => keyOf(resource, object.metadata.namespace, object.metadata.name);
  return [...store.list(resource, namespace)].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Answers the client and writes the audit line. */
export function sendAnswer(context: RequestContext): void {
  const { answer, event, port, world, decoded } = context;
  const { code, body } = answer ?? { code: 500, body: undefined };
  const version = (body as ApiObject | undefined)?.metadata?.resourceVersion;
  const reason = (body as { reason?: string } | undefined)?.reason;
  const message = (body as { message?: string } | undefined)?.message;
  const refusal = code >= 400;
  port.send({
    to: event.replyTo,
    protocol: 'http',
    role: 'answer',
    ...(event.message === undefined ? {} : { answers: event.message }),
    body: {
      type: 'http-answer',
      code,
      ...(refusal && reason !== undefined ? { reason } : {}),
      ...(refusal && message !== undefined ? { message } : {}),
      ...(version === undefined ? {} : { resourceVersion: version }),
      ...(body === undefined ? {} : { responseBody: body }),
    },
    event: { type: event.answerAs, answer: { code, body, warnings: context.warnings }, tag: event.tag },
    takes: 'over the network',
  });
  world.recorder.audit.push({
    id: world.recorder.nextId(),
    request: event.message ?? 0,
    receivedAt: context.arrived,
    finishedAt: port.now(),
    stage: 'ResponseComplete',
    user: event.identity.user,
    groups: event.identity.groups,
    ...(context.identity === event.identity ? {} : { impersonated: context.identity }),
    code,
    ...requestObject(event.call, decoded),
    ...(body === undefined ? {} : { responseObject: body }),
  });
}

const requestObject = (call: RequestContext['event']['call'], decoded: unknown): { requestObject?: unknown } => {
  const sent = decoded ?? ('body' in call ? call.body : undefined);
  return sent === undefined ? {} : { requestObject: sent };
};

/** Turns the request into a watch connection with a statechart of its own. */
export function openWatch(context: RequestContext): void {
  const { event, info, port, world } = context;
  const picks = context.picks;
  const watch: Watch = {
    address: world.watches.nextAddress(),
    client: event.replyTo,
    resource: info.resource ?? '',
    ...(info.namespace === undefined ? {} : { namespace: info.namespace }),
    ...(picks === undefined ? {} : { picks }),
  };
  const timeout = (event.call as WatchRequest).timeout;
  const initialEvents = info.query.get('sendInitialEvents') === 'true';
  port.send({
    to: event.replyTo,
    protocol: 'http',
    role: 'answer',
    ...(event.message === undefined ? {} : { answers: event.message }),
    body: { type: 'http-answer', code: 200 },
    event: { type: event.answerAs, answer: { code: 200, body: undefined }, tag: event.tag, watch: watch.address },
    takes: 'over the network',
  });
  world.recorder.audit.push({
    id: world.recorder.nextId(),
    request: event.message ?? 0,
    receivedAt: context.arrived,
    finishedAt: port.now(),
    stage: 'ResponseStarted',
    user: event.identity.user,
    groups: event.identity.groups,
    ...(context.identity === event.identity ? {} : { impersonated: context.identity }),
    code: 200,
  });
  port.spawn(watch.address, 'kube-apiserver-watch', { world, watch, initialEvents, timeout });
}
