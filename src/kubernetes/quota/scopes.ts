import { type Fields, fieldsOf, isFields, listOf, own, rowsOf, textOf } from '../api/fields.ts';
import type { PodSpec } from '../api/types.ts';
import { qosClass } from '../registry/qos-class.ts';

const rules = [
  'requiredDuringSchedulingIgnoredDuringExecution',
  'preferredDuringSchedulingIgnoredDuringExecution',
] as const;

/** Whether the pods that it wants to be near to or far from may be in another Namespace. Source: usesCrossNamespacePodAffinity */
function looksIntoOtherNamespaces(spec: Fields): boolean {
  const { podAffinity, podAntiAffinity } = fieldsOf(spec.affinity);
  const terms = [podAffinity, podAntiAffinity].flatMap((affinity) =>
    rules.flatMap((rule) => rowsOf(fieldsOf(affinity)[rule])).map((term) => fieldsOf(term.podAffinityTerm ?? term)),
  );
  return terms.some(
    ({ namespaces, namespaceSelector }) => listOf(namespaces).length > 0 || isFields(namespaceSelector),
  );
}

/** Whether a quota is about an object at all. Source: v1.35 pkg/quota/v1/evaluator/core/pods.go podMatchesScopeFunc */
export function inScope(quota: Fields, plural: string, object: unknown): boolean {
  const scopes = listOf(quota.scopes).map(String);
  if (plural !== 'pods') return scopes.length === 0;
  const spec = fieldsOf(fieldsOf(object).spec);
  const bestEffort = qosClass(spec as unknown as PodSpec) === 'BestEffort';
  const terminating = spec.activeDeadlineSeconds !== undefined;
  const holds: Readonly<Record<string, boolean>> = {
    BestEffort: bestEffort,
    NotBestEffort: !bestEffort,
    Terminating: terminating,
    NotTerminating: !terminating,
    PriorityClass: textOf(spec.priorityClassName) !== '',
    CrossNamespacePodAffinity: looksIntoOtherNamespaces(spec),
  };
  const named = rowsOf(fieldsOf(quota.scopeSelector).matchExpressions).every(({ scopeName, operator, values }) => {
    if (scopeName !== 'PriorityClass')
      return (own(holds, textOf(scopeName)) ?? false) === (operator !== 'DoesNotExist');
    const priority = textOf(spec.priorityClassName);
    if (operator === 'In') return listOf(values).includes(priority);
    if (operator === 'NotIn') return !listOf(values).includes(priority);
    return (priority !== '') === (operator === 'Exists');
  });
  return named && scopes.every((scope) => own(holds, scope) ?? false);
}
