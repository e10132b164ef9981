import { sameJson } from '../../../kubernetes/api/fields.ts';
import { badRequest, conflict, notFound, type Status } from '../../../kubernetes/api/status.ts';
import { applyJsonPatch, jsonMergePatch, strategicMerge } from '../../../kubernetes/api/strategic-merge.ts';
import type { ApiObject, Manifest, Pod } from '../../../kubernetes/api/types.ts';
import { defaultObject } from '../../../kubernetes/defaulting/index.ts';
import { bind } from '../../../kubernetes/registry/binding.ts';
import {
  beginDelete,
  goesWithThisUpdate,
  prepareForCreate,
  prepareForUpdate,
} from '../../../kubernetes/registry/index.ts';
import { scaled } from '../../../kubernetes/registry/scale.ts';
import { drawUid } from '../../engine/dice.ts';
import type { RequestContext } from './request-context.ts';

type Changed = Partial<RequestContext>;

const refuse = (refused: Status): Changed => ({ refused });

/** Reads what is stored and works out what shall be stored instead. Run again when somebody else was faster. */
export function prepareWrite(context: RequestContext): Changed {
  const { event, info, resource, world } = context;
  if (resource === undefined || info.resource === undefined) return {};
  if (event.call.verb === 'create' && info.subresource === undefined) return {};
  const old = world.store.get(info.resource, info.namespace ?? '', info.name ?? '');
  if (old === undefined) return refuse(notFound(resource, info.name ?? ''));
  if (event.call.verb === 'delete') return prepareDelete(context, old);
  if (info.subresource === 'binding') {
    const bound = bind(old as Pod, 'body' in event.call ? event.call.body : {}, context.port.timestamp());
    return 'refused' in bound ? refuse(bound.refused) : { old, object: bound.object, operation: 'put' };
  }
  const wanted =
    info.subresource === 'scale'
      ? scaled(old, 'body' in event.call ? event.call.body : undefined)
      : wantedObject(context, old);
  if ('refused' in wanted) return refuse(wanted.refused);
  return { old, object: wanted.object, operation: 'put' };
}

function wantedObject(context: RequestContext, old: ApiObject): { object: Manifest } | { refused: Status } {
  const { event, resource, decoded } = context;
  if (resource === undefined || !('body' in event.call)) return { refused: badRequest('the request has no body') };
  if (event.call.verb === 'update') {
    const sent = decoded as unknown as ApiObject;
    const version = sent.metadata.resourceVersion;
    if (version !== undefined && version !== old.metadata.resourceVersion) {
      return { refused: conflict(resource, old.metadata.name, optimisticLock) };
    }
    return { object: sent as unknown as Manifest };
  }
  const from = old as unknown as Manifest;
  switch (event.call.contentType) {
    case 'application/json-patch+json': {
      const patched = applyJsonPatch(from, event.call.body);
      return 'error' in patched
        ? { refused: badRequest(patched.error) }
        : { object: defaultObject(patched.object as Manifest) };
    }
    case 'application/merge-patch+json':
      return { object: defaultObject(jsonMergePatch(from, event.call.body) as Manifest) };
    default:
      return { object: defaultObject(strategicMerge(from, event.call.body) as Manifest) };
  }
}

export const optimisticLock =
  'the object has been modified; please apply your changes to the latest version and try again';

function prepareDelete(context: RequestContext, old: ApiObject): Changed {
  const { event, resource, port } = context;
  const options = ('body' in event.call ? event.call.body : undefined) as
    | { gracePeriodSeconds?: number; preconditions?: { uid?: string }; propagationPolicy?: string }
    | undefined;
  const uid = options?.preconditions?.uid;
  if (resource !== undefined && uid !== undefined && uid !== old.metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`;
    return refuse(conflict(resource, old.metadata.name, why));
  }
  const outcome = beginDelete(old, options ?? {}, port.now());
  if ('update' in outcome) return { old, object: outcome.update, operation: 'put' };
  const last = outcome.lastState;
  return { old, object: last ?? old, operation: 'delete', ...(last === undefined ? {} : { shownFirst: last }) };
}

/** The strategy of the kind: name, uid, status, addresses. Runs after mutating admission, before validation. */
export function prepareForStorage(context: RequestContext): Changed {
  const { event, info, object, old, resource, port, world } = context;
  if (object === undefined || resource === undefined || context.refused !== undefined) return {};
  if (event.call.verb === 'create' && info.subresource === undefined) {
    const prepared = prepareForCreate(object as Manifest, {
      now: port.timestamp(),
      uid: drawUid(port.draw),
      draw: port.draw,
      view: world.store,
      user: event.identity.user,
    });
    if ('refused' in prepared) return refuse(prepared.refused);
    return { object: prepared.object, operation: 'put' };
  }
  if (old === undefined || event.call.verb === 'delete' || info.subresource === 'binding') return {};
  const next = prepareForUpdate(object as Manifest, old, info.subresource);
  // A byte-identical update is no write. Source: v1.35 etcd3/store.go GuaranteedUpdate
  if (sameJson(next, old)) return { object: next, operation: 'none' };
  return { object: next, operation: goesWithThisUpdate(next as unknown as ApiObject) ? 'delete' : 'put' };
}
