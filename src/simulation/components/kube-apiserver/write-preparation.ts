import { required } from '../../../kubernetes/api/field-error.ts';
import { fieldsOf, listOf, rowsOf, sameJson } from '../../../kubernetes/api/fields.ts';
import type { Resource } from '../../../kubernetes/api/resources.ts';
import { serves } from '../../../kubernetes/api/served-subresources.ts';
import { badRequest, conflict, invalid, noSuchPath, notFound, type Status } from '../../../kubernetes/api/status.ts';
import { rfc3339 } from '../../../kubernetes/api/times.ts';
import type { ApiObject, Manifest, Pod } from '../../../kubernetes/api/types.ts';
import { withDefaults } from '../../../kubernetes/defaulting/default-object.ts';
import { bind } from '../../../kubernetes/registry/binding.ts';
import {
  beginDelete,
  goesWithThisUpdate,
  prepareForCreate,
  prepareForUpdate,
} from '../../../kubernetes/registry/index.ts';
import { servedAs, storedVersion } from '../../../kubernetes/registry/served-version.ts';
import { drawUid } from '../../engine/dice.ts';
import { keyOf } from '../etcd/store.ts';
import { patchedObject, type Wanted } from './patched-object.ts';
import type { RequestContext } from './request-context.ts';
import { sendSpent } from './send-spent.ts';
import { historyOf } from './write-history.ts';

type Changed = Partial<RequestContext>;

const refuse = (refused: Status): Changed => ({ refused });

/** `dryRun=All`: everything as if, but nothing is stored. Source: v1.35 apiserver pkg/registry/generic/registry/dryrun.go */
const isDryRun = ({ info, event }: RequestContext): boolean =>
  info.query.get('dryRun') === 'All' ||
  ('body' in event.call && listOf(fieldsOf(event.call.body).dryRun).includes('All'));

/** Reads what is stored and works out what shall be stored instead. Run again when somebody else was faster. */
export function prepareWrite(context: RequestContext): Changed {
  const { event, info, resource, world } = context;
  if (resource === undefined || info.resource === undefined) return {};
  if (event.call.verb === 'create' && info.subresource === undefined) return {};
  if (!serves(resource, info.subresource)) return refuse(noSuchPath());
  const old = world.store.get(info.resource, info.namespace ?? '', info.name ?? '');
  if (applies(context) && info.subresource === undefined) return prepareApply(context, old);
  if (old === undefined) return refuse(notFound(resource, info.name ?? ''));
  if (event.call.verb === 'delete') return prepareDelete(context, old);
  if (info.subresource === 'eviction') return prepareEviction(context, old);
  if (info.subresource === 'binding') {
    const bound = bind(old as Pod, 'body' in event.call ? event.call.body : {}, context.port.timestamp());
    return 'refused' in bound ? refuse(bound.refused) : { old, object: bound.object, operation: 'put' };
  }
  const wanted: Wanted =
    info.subresource === 'scale' && event.call.verb !== 'patch'
      ? world.rules.rareRequests.scaled(old, 'body' in event.call ? event.call.body : undefined)
      : wantedObject(context, old);
  if ('refused' in wanted) return refuse(wanted.refused);
  const { object, warnings = [] } = wanted;
  return { old, object, operation: 'put', warnings: [...new Set([...context.warnings, ...warnings])] };
}

/** Server-side apply, which makes the object where there is none. */
const applies = ({ event }: RequestContext): boolean =>
  'contentType' in event.call && event.call.contentType === 'application/apply-patch+yaml';

/** Whether the request makes an object that is not there. */
export const creates = (context: RequestContext): boolean =>
  context.info.subresource === undefined &&
  (context.event.call.verb === 'create' || (applies(context) && context.old === undefined));

function prepareApply(context: RequestContext, old: ApiObject | undefined): Changed {
  const { info, resource, decoded, world } = context;
  const manager = info.query.get('fieldManager') ?? '';
  if (decoded === undefined || resource === undefined) return {};
  if (manager === '') {
    const errors = [required('fieldManager', 'is required for apply patch')];
    return refuse(invalid({ kind: 'PatchOptions', group: 'meta.k8s.io' }, '', errors));
  }
  if (old === undefined) return { object: withDefaults(decoded, context.world.rules.defaults), operation: 'put' };
  const history = historyOf(world, keyOf(resource.plural, old.metadata.namespace, old.metadata.name));
  const force = info.query.get('force') === 'true';
  const outcome = world.rules.rareRequests.apply(fieldsOf(old), fieldsOf(decoded), history, { manager, force });
  if ('refused' in outcome) return refuse(outcome.refused);
  return {
    old,
    object: withDefaults(outcome.object as unknown as Manifest, context.world.rules.defaults),
    operation: 'put',
  };
}

function wantedObject(context: RequestContext, old: ApiObject): Wanted {
  const { event, resource, decoded } = context;
  if (resource === undefined || !('body' in event.call)) return { refused: badRequest('the request has no body') };
  if (event.call.verb === 'update') {
    const sent = decoded as unknown as ApiObject;
    const other = context.world.rules.rareRequests.otherUid(resource, sent, old);
    if (other !== undefined) return { refused: other };
    const version = sent.metadata.resourceVersion;
    if (version !== undefined && version !== old.metadata.resourceVersion) {
      return { refused: conflict(resource, old.metadata.name, optimisticLock) };
    }
    if (version === undefined && context.info.query.has('fieldValidation') && conditional.has(sent.kind))
      return { refused: versionless(resource, old.metadata.name) };
    const { kind, apiVersion } = sent;
    return { object: servedAs(sent as unknown as Manifest, storedVersion(kind, apiVersion)) };
  }
  return patchedObject(context, old, resource, event.call.contentType ?? '', event.call.body);
}

/** Kinds that nobody may write over without having read them. Source: v1.35 pkg/registry/*\/strategy.go AllowUnconditionalUpdate */
const conditional: ReadonlySet<string> = new Set(
  'Lease PodDisruptionBudget CSIDriver RuntimeClass CustomResourceDefinition APIService FlowSchema PriorityLevelConfiguration MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding VolumeAttachment CSINode ControllerRevision'.split(
    ' ',
  ),
);

/** The server prints the missing number as Go does, and the resource where the kind should stand. */
function versionless({ plural, group }: Resource, name: string): Status {
  const why = '0x0: must be specified for an update';
  const errors = [{ type: 'Invalid', field: 'metadata.resourceVersion', detail: why }] as const;
  return invalid({ kind: plural, group }, name, errors);
}

export const optimisticLock =
  'the object has been modified; please apply your changes to the latest version and try again';

/** What is let go is deleted, as the eviction's own options say. */
function prepareEviction(context: RequestContext, old: ApiObject): Changed {
  const { event, info, world } = context;
  const body = 'body' in event.call ? event.call.body : undefined;
  const now = context.port.now();
  const outcome = world.rules.rareRequests.evict(
    old,
    world.store.list('poddisruptionbudgets', info.namespace ?? ''),
    now,
  );
  if ('refused' in outcome) return refuse(outcome.refused);
  if (outcome.spent !== undefined && !isDryRun(context) && context.tries === 0)
    sendSpent(context, 'poddisruptionbudgets', outcome.spent);
  const options = (body as { deleteOptions?: unknown } | undefined)?.deleteOptions;
  return { ...prepareDelete(context, withDisruption(old, now), options), old };
}

/** Why the Pod goes stays written in it. Source: v1.35 eviction.go addConditionAndDeletePod */
function withDisruption(pod: ApiObject, now: number): ApiObject {
  const status = fieldsOf(fieldsOf(pod).status);
  const condition = {
    type: 'DisruptionTarget',
    status: 'True',
    observedGeneration: pod.metadata.generation ?? 1,
    lastProbeTime: null,
    lastTransitionTime: rfc3339(now),
    reason: 'EvictionByEvictionAPI',
    message: 'Eviction API: evicting',
  };
  const others = rowsOf(status.conditions).filter(({ type }) => type !== condition.type);
  return { ...pod, ...{ status: { ...status, conditions: [...others, condition] } } };
}

function prepareDelete(context: RequestContext, old: ApiObject, given?: unknown): Changed {
  const { event, resource, port } = context;
  const body = 'body' in event.call ? event.call.body : undefined;
  const options = (context.info.subresource === 'eviction' ? given : body) as
    | { gracePeriodSeconds?: number; preconditions?: { uid?: string }; propagationPolicy?: string }
    | undefined;
  const uid = options?.preconditions?.uid;
  if (resource !== undefined && uid !== undefined && uid !== old.metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`;
    return refuse(conflict(resource, old.metadata.name, why));
  }
  const outcome = beginDelete(old, options ?? {}, port.now());
  if (isDryRun(context)) return { old, object: 'update' in outcome ? outcome.update : old };
  if ('update' in outcome) return { old, object: outcome.update, operation: 'put' };
  const last = outcome.lastState;
  return { old, object: last ?? old, operation: 'delete', ...(last === undefined ? {} : { shownFirst: last }) };
}

/** Roles and bindings are checked before the rules about their fields are. */
function escalationOf({ resource, object, old, identity, world }: RequestContext): Status | undefined {
  if (resource === undefined || object === undefined) return undefined;
  const user = { name: identity.user, groups: identity.groups };
  const { escalation } = world.rules.rareRequests;
  return escalation(resource, object as Manifest, old as unknown as Manifest | undefined, user, world.store);
}

/** The strategy of the kind: name, uid, status, addresses. Runs after mutating admission, before validation. */
export function prepareForStorage(context: RequestContext): Changed {
  const { event, info, object, old, resource, port, world } = context;
  if (object === undefined || resource === undefined || context.refused !== undefined) return {};
  const escalating = event.call.verb !== 'delete' ? escalationOf(context) : undefined;
  if (escalating !== undefined) return refuse(escalating);
  if (creates(context)) {
    const prepared = prepareForCreate(object as Manifest, {
      now: port.timestamp(),
      uid: drawUid(port.draw),
      draw: port.draw,
      view: world.store,
      user: context.identity.user,
      groups: context.identity.groups,
    });
    if ('refused' in prepared) return refuse(prepared.refused);
    const warnings = [...new Set([...context.warnings, ...(prepared.warnings ?? [])])];
    return { object: prepared.object, warnings, operation: isDryRun(context) ? 'none' : 'put' };
  }
  const settled = ['binding', 'eviction'].includes(info.subresource ?? '');
  if (old === undefined || event.call.verb === 'delete' || settled) return {};
  const allocation = { view: world.store, draw: port.draw };
  const wanted = world.rules.rareRequests.withoutOldType(object as Manifest, old);
  const prepared = prepareForUpdate(wanted, old, info.subresource, allocation);
  if ('refused' in prepared) return refuse(prepared.refused);
  const next = prepared.object;
  // A byte-identical update is no write. Source: v1.35 etcd3/store.go GuaranteedUpdate
  if (isDryRun(context) || sameJson(next, old)) return { object: next, operation: 'none' };
  return { object: next, operation: goesWithThisUpdate(next as unknown as ApiObject) ? 'delete' : 'put' };
}
