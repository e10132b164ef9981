import { type FieldError, forbiddenField, invalidValue } from '../api/field-error.ts';
import { type Fields, fieldsOf, listOf, sameJson, textOf } from '../api/fields.ts';
import { validateMetaUpdate } from './object-meta.ts';
import { validatePodUpdate } from './pod.ts';
import type { Problems } from './problems.ts';
import type { UpdateRules } from './validate.ts';

/** Source: v1.35 apimachinery pkg/api/validation/objectmeta.go ValidateImmutableField */
export function* immutable(field: string, value: unknown, before: unknown, printed: unknown = value): Problems {
  if (!sameJson(value ?? null, before ?? null)) yield invalidValue(field, printed ?? null, 'field is immutable');
}

export const specs = (object: Fields, old: Fields): readonly [Fields, Fields] => [
  fieldsOf(object.spec),
  fieldsOf(old.spec),
];

/** First what is wrong in itself, then fields of the spec that stay as they were. */
export const fixedAfter = (...fields: readonly string[]): UpdateRules =>
  function* (object, old, again) {
    const [spec, before] = specs(object, old);
    yield* again(object);
    for (const field of fields) yield* immutable(`spec.${field}`, spec[field], before[field]);
  };

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

/** What somebody has declared to be final. Source: ValidateConfigMapUpdate, ValidateSecretUpdate */
function* sealed(object: Fields, old: Fields, again: (object: Fields) => Iterable<FieldError>): Problems {
  const why = 'field is immutable when `immutable` is set';
  if (object.kind === 'Secret') yield* immutable('type', textOf(object.type), textOf(old.type));
  if (old.immutable === true) {
    if (object.immutable !== true) yield forbiddenField('immutable', why);
    for (const field of object.kind === 'Secret' ? ['data'] : ['data', 'binaryData']) {
      if (!sameJson(fieldsOf(object[field]), fieldsOf(old[field]))) yield forbiddenField(field, why);
    }
  }
  yield* again(object);
}

/** What may not change of the kinds that nearly every scenario has. */
export const firstUpdates: Readonly<Record<string, UpdateRules>> = {
  Pod: validatePodUpdate,
  Deployment: fixedAfter('selector'),
  ReplicaSet: fixedAfter('selector'),
  Service: service,
  ConfigMap: sealed,
  Secret: sealed,
  Namespace: function* (object) {
    yield* validateMetaUpdate(object.metadata);
  },
};
