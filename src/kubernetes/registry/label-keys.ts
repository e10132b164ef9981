import { at, type Fields, fieldsOf, isFields, listOf, own, rowsOf, textOf } from '../api/fields.ts';

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

/** The selector with what the Pod's own labels say of the keys. */
function completed(owner: Fields, labels: Fields): Fields {
  if (!isFields(owner.labelSelector)) return owner;
  const expressions = (keys: unknown, operator: string) =>
    listOf(keys)
      .map(textOf)
      .flatMap((key) => (own(labels, key) === undefined ? [] : [{ key, operator, values: [own(labels, key)] }]));
  const more = [...expressions(owner.matchLabelKeys, 'In'), ...expressions(owner.mismatchLabelKeys, 'NotIn')];
  if (more.length === 0) return owner;
  const { matchExpressions } = owner.labelSelector;
  return {
    ...owner,
    labelSelector: { ...owner.labelSelector, matchExpressions: [...listOf(matchExpressions), ...more] },
  };
}

function affinity(value: unknown, labels: Fields): Fields {
  const given = fieldsOf(value);
  const done: Record<string, unknown> = { ...given };
  if (Array.isArray(given[required])) done[required] = rowsOf(given[required]).map((term) => completed(term, labels));
  if (Array.isArray(given[preferred])) {
    done[preferred] = rowsOf(given[preferred]).map((item) => ({
      ...item,
      podAffinityTerm: completed(fieldsOf(item.podAffinityTerm), labels),
    }));
  }
  return done;
}

/**
 * Keys whose values come from the Pod's labels are written into its selectors when it is made.
 * Source: v1.35 pkg/registry/core/pod/strategy.go applyMatchLabelKeysAndMismatchLabelKeys, applySchedulingGatedCondition
 */
export function withLabelKeys(spec: Fields, labels: Fields): Fields {
  const done: Record<string, unknown> = { ...spec };
  if (Array.isArray(spec.topologySpreadConstraints)) {
    done.topologySpreadConstraints = rowsOf(spec.topologySpreadConstraints).map((constraint) =>
      completed(constraint, labels),
    );
  }
  if (isFields(spec.affinity)) {
    const kinds = ['podAffinity', 'podAntiAffinity'].filter((kind) => isFields(at(spec, 'affinity', kind)));
    const changed = kinds.map((kind) => [kind, affinity(at(spec, 'affinity', kind), labels)] as const);
    done.affinity = { ...spec.affinity, ...Object.fromEntries(changed) };
  }
  return done;
}
