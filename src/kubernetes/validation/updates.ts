import { type FieldError, forbiddenField, invalidValue } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, own, sameJson, textOf } from '../api/fields.ts';
import { compareQuantities } from '../api/quantity.ts';
import { firstUpdates, immutable } from './first-updates.ts';
import { goValue } from './go-value.ts';
import { validateIngressSpec } from './ingress.ts';
import { printedTemplate } from './internal-template.ts';
import { printedPolicies } from './job-policies-printed.ts';
import { validateNodeUpdate } from './node.ts';
import { printedSource, sourceOf } from './persistent-volume-source.ts';
import { validatePodUpdate } from './pod-update.ts';
import { printedChange } from './printed-change.ts';
import type { Problems } from './problems.ts';
import type { UpdateRules } from './validate.ts';

const specs = (object: Fields, old: Fields): readonly [Fields, Fields] => [fieldsOf(object.spec), fieldsOf(old.spec)];

/** First what is wrong in itself, then fields of the spec that stay as they were. */
const fixedAfter = (...fields: readonly string[]): UpdateRules =>
  function* (object, old, again) {
    const [spec, before] = specs(object, old);
    yield* again(object);
    for (const field of fields) yield* immutable(`spec.${field}`, spec[field], before[field]);
  };

const sameScaling = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

/** Source: v1.35 pkg/apis/apps/validation/validation.go ValidateStatefulSetUpdate */
function* statefulSet(object: Fields, old: Fields, again: (object: Fields) => Iterable<FieldError>): Problems {
  const [spec, before] = specs(object, old);
  yield* again(object);
  const kept = (from: Fields) => Object.fromEntries(Object.entries(from).filter(([key]) => !sameScaling.includes(key)));
  if (sameJson(kept(spec), kept(before))) return;
  const names = sameScaling.map((name) => `'${name}'`);
  const last = names.pop() ?? '';
  const why = `updates to statefulset spec for fields other than ${names.join(', ')} and ${last} are forbidden`;
  yield forbiddenField('spec', why);
}

/** While a Job that never started is held back, its Pods may still be steered elsewhere. Source: v1.35 pkg/registry/batch/job/strategy.go */
function steered(object: Fields, old: Fields): Fields {
  const template = fieldsOf(fieldsOf(object.spec).template);
  const before = fieldsOf(fieldsOf(old.spec).template);
  const waits = fieldsOf(old.spec).suspend === true && fieldsOf(old.status).startTime === undefined;
  if (!waits) return template;
  const [pod, then] = [fieldsOf(template.spec), fieldsOf(before.spec)];
  const fields = ['affinity', 'nodeSelector', 'tolerations', 'schedulingGates'];
  const kept = Object.fromEntries(Object.entries(pod).filter(([key]) => !fields.includes(key)));
  const taken = Object.fromEntries(fields.filter((key) => then[key] !== undefined).map((key) => [key, then[key]]));
  const { labels, annotations } = fieldsOf(before.metadata);
  const metadata = { ...fieldsOf(template.metadata), labels, annotations };
  return { ...template, metadata, spec: { ...kept, ...taken } };
}

/** Source: v1.35 pkg/apis/batch/validation/validation.go ValidateJobSpecUpdate */
function* job(object: Fields, old: Fields, again: (object: Fields) => Iterable<FieldError>): Problems {
  const [spec, before] = specs(object, old);
  yield* again(object);
  if (spec.completionMode !== 'Indexed') yield* immutable('spec.completions', spec.completions, before.completions);
  else if (spec.completions !== before.completions && spec.completions !== spec.parallelism) {
    yield invalidValue('spec.completions', spec.completions, 'can only be modified in tandem with spec.parallelism');
  }
  yield* immutable('spec.selector', spec.selector, before.selector);
  const printed = printedTemplate(spec.template);
  yield* immutable('spec.template', steered(object, old), fieldsOf(before.template), printed);
  for (const field of ['completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy']) {
    const shown = own(printedPolicies, field)?.(spec[field]) ?? spec[field];
    yield* immutable(`spec.${field}`, spec[field], before[field], shown);
  }
}

/** Source: v1.35 pkg/apis/core/validation/validation.go validateUpgradeDowngradeClusterIPs, validateLoadBalancerClassField */
function* service(object: Fields, old: Fields, again: (object: Fields) => Iterable<FieldError>): Problems {
  const [spec, before] = specs(object, old);
  const once = 'may not change once set';
  if (spec.type !== 'ExternalName' && before.type !== 'ExternalName') {
    for (const field of ['clusterIPs', 'ipFamilies']) {
      const [now, then] = [listOf(spec[field]), listOf(before[field])];
      if (then.length > 0 && now[0] !== then[0]) {
        const printed = field === 'clusterIPs' && now.length === 0 ? null : spec[field];
        yield invalidValue(`spec.${field}[0]`, printed ?? null, once);
      }
    }
  }
  const balanced = spec.type === 'LoadBalancer' && before.type === 'LoadBalancer';
  if (balanced && (spec.loadBalancerClass ?? null) !== (before.loadBalancerClass ?? null)) {
    yield invalidValue('spec.loadBalancerClass', spec.loadBalancerClass ?? null, once);
  }
  yield* again(object);
}

const requestsOf = (spec: Fields): Fields => fieldsOf(fieldsOf(spec.resources).requests);

/** A claim as it would be without what may change: its class once, and its size and attributes when it is bound. */
function withoutAllowed(spec: Fields, before: Fields, bound: boolean): Fields {
  const done: Record<string, unknown> = { ...spec };
  if (before.storageClassName === undefined) done.storageClassName = before.storageClassName;
  if (!bound) return done;
  if (spec.volumeAttributesClassName !== undefined) done.volumeAttributesClassName = before.volumeAttributesClassName;
  const requests = { ...requestsOf(spec), storage: requestsOf(before).storage };
  return { ...done, resources: { ...fieldsOf(spec.resources), requests } };
}

/** Source: ValidatePersistentVolumeClaimUpdate */
function* claim(object: Fields, old: Fields, again: (object: Fields) => Iterable<FieldError>): Problems {
  const [spec, before] = specs(object, old);
  yield* again(object);
  const then = textOf(before.volumeName) === '' ? { ...before, volumeName: spec.volumeName } : before;
  const now = withoutAllowed(spec, before, fieldsOf(old.status).phase === 'Bound');
  if (!sameJson(now, then)) {
    const printed = (from: Fields) => goValue(from, 'v1.PersistentVolumeClaimSpec');
    const why =
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims';
    yield forbiddenField('spec', `${why}\n${printedChange(printed(then), printed(now))}`);
  }
  const size = (from: Fields) => String(requestsOf(from).storage ?? '0');
  const held = String(fieldsOf(fieldsOf(old.status).capacity).storage ?? '0');
  if (compareQuantities(size(spec), size(before)) < 0 && compareQuantities(size(spec), held) <= 0) {
    yield forbiddenField('spec.resources.requests.storage', 'field can not be less than status.capacity');
  }
  yield* immutable('volumeMode', spec.volumeMode, before.volumeMode);
  const [attributes, had] = [spec.volumeAttributesClassName, before.volumeAttributesClassName];
  if (had !== undefined && textOf(attributes) === '') {
    const to = attributes === undefined ? 'nil' : 'an empty string';
    yield forbiddenField('spec.volumeAttributesClassName', `update from non-nil value to ${to} is forbidden`);
  }
}

/** Source: ValidatePersistentVolumeUpdate */
function* volume(object: Fields, old: Fields, again: (object: Fields) => Iterable<FieldError>): Problems {
  const [spec, before] = specs(object, old);
  yield* again(object);
  if (!sameJson(sourceOf(spec), sourceOf(before))) {
    const change = printedChange(printedSource(before), printedSource(spec));
    const why = `spec.persistentvolumesource is immutable after creation\n${change}`;
    yield forbiddenField('spec.persistentvolumesource', why);
  }
  yield* immutable('volumeMode', spec.volumeMode, before.volumeMode);
  if (isFields(before.nodeAffinity)) yield* immutable('nodeAffinity', spec.nodeAffinity, before.nodeAffinity);
}

/** Source: v1.35 pkg/apis/storage/validation/validation.go ValidateStorageClassUpdate */
function* storageClass(object: Fields, old: Fields): Problems {
  for (const field of ['parameters', 'provisioner', 'reclaimPolicy']) {
    if (sameJson(object[field] ?? null, old[field] ?? null)) continue;
    yield forbiddenField(field, `updates to ${field} are forbidden.`);
  }
  yield* immutable('volumeBindingMode', object.volumeBindingMode, old.volumeBindingMode);
}

/** Source: v1.35 pkg/apis/scheduling/validation/validation.go ValidatePriorityClassUpdate */
function* priorityClass(object: Fields, old: Fields): Problems {
  if (object.value !== old.value) yield forbiddenField('value', 'may not be changed in an update.');
  yield* immutable('preemptionPolicy', object.preemptionPolicy, old.preemptionPolicy);
}

/** Source: v1.35 pkg/apis/rbac/validation/validation.go ValidateRoleBindingUpdate */
function* roleBinding(object: Fields, old: Fields, again: (object: Fields) => Iterable<FieldError>): Problems {
  yield* again(object);
  if (sameJson(object.roleRef, old.roleRef)) return;
  const { apiGroup, kind, name } = fieldsOf(object.roleRef);
  yield invalidValue('roleRef', { APIGroup: apiGroup, Kind: kind, Name: name }, 'cannot change roleRef');
}

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateResourceQuotaUpdate */
function* resourceQuota(object: Fields, old: Fields, again: (object: Fields) => Iterable<FieldError>): Problems {
  const [spec, before] = specs(object, old);
  yield* again(object);
  const sorted = (list: unknown) => [...new Set(listOf(list).map(textOf))].sort();
  if (!sameJson(sorted(spec.scopes), sorted(before.scopes))) {
    yield invalidValue('spec.scopes', spec.scopes ?? null, 'field is immutable');
  }
}

/** Kinds of which something may not change; the others are looked at as if they were new. */
export const updateRules: Readonly<Record<string, UpdateRules>> = {
  ...firstUpdates,
  Pod: validatePodUpdate,
  Deployment: fixedAfter('selector'),
  ReplicaSet: fixedAfter('selector'),
  Service: service,
  DaemonSet: fixedAfter('selector'),
  StatefulSet: statefulSet,
  Job: job,
  PersistentVolumeClaim: claim,
  PersistentVolume: volume,
  StorageClass: storageClass,
  PriorityClass: priorityClass,
  RoleBinding: roleBinding,
  ClusterRoleBinding: roleBinding,
  ResourceQuota: resourceQuota,
  Node: validateNodeUpdate,
  Ingress: validateIngressSpec,
  IngressClass: function* (object, old, again) {
    const [spec, before] = specs(object, old);
    yield* immutable('spec.controller', spec.controller, before.controller);
    yield* again(object);
  },
  CSIDriver: function* (object, old, again) {
    const [spec, before] = specs(object, old);
    yield* again(object);
    yield* immutable('spec.attachedRequired', spec.attachRequired, before.attachRequired);
    yield* immutable('spec.volumeLifecycleModes', spec.volumeLifecycleModes, before.volumeLifecycleModes);
  },
  RuntimeClass: function* (object, old, again) {
    yield* again(object);
    yield* immutable('handler', object.handler, old.handler);
  },
  EndpointSlice: function* (object, old, again) {
    yield* again(object);
    yield* immutable('addressType', object.addressType, old.addressType);
  },
  VolumeAttributesClass: function* (object, old) {
    for (const field of ['driverName', 'parameters']) {
      if (!sameJson(object[field], old[field])) yield forbiddenField(field, `updates to ${field} are forbidden.`);
    }
  },
};
