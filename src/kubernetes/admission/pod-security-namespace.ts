import type { ClusterView } from '../api/calls.ts';
import { type FieldError, invalidValue } from '../api/field-error.ts';
import { byText, fieldsOf, own, textOf } from '../api/fields.ts';
import { goQuote } from '../api/go-text.ts';

const prefix = 'pod-security.kubernetes.io/';

/** Labels of a Namespace that name no level or no version. Source: v1.35 pod-security-admission/api/helpers.go PolicyToEvaluate */
export function levelProblems(labels: unknown): readonly FieldError[] {
  const given = fieldsOf(labels);
  return ['enforce', 'audit', 'warn'].flatMap((mode) => {
    const [level, version] = [own(given, `${prefix}${mode}`), own(given, `${prefix}${mode}-version`)];
    const errors: FieldError[] = [];
    const field = (name: string) => `metadata.labels[${prefix}${name}]`;
    if (level !== undefined && !['privileged', 'baseline', 'restricted'].includes(textOf(level))) {
      errors.push(invalidValue(field(mode), level, 'must be one of privileged, baseline, restricted'));
    }
    if (version !== undefined && !/^(latest|v1\.(0|[1-9]\d*))$/.test(textOf(version))) {
      errors.push(invalidValue(field(`${mode}-version`), version, 'must be "latest" or "v1.x"'));
    }
    return errors;
  });
}

/** What is broken, without the particulars. */
const reasonsOf = (violations: readonly string[]) => violations.map((text) => text.replace(/ \(.*$/s, '')).join(', ');

/**
 * Pods that are there already and would not be let in again.
 * Source: v1.35 pod-security-admission/admission/admission.go EvaluatePodsInNamespace, decoratePodWarnings
 */
export function existingViolations(
  view: ClusterView,
  namespace: string,
  level: string,
  check: (spec: unknown) => readonly string[],
): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const pod of view.list('pods', namespace).map(fieldsOf)) {
    const reasons = reasonsOf(check(pod.spec));
    if (reasons === '') continue;
    byReason.set(reasons, [...(byReason.get(reasons) ?? []), textOf(fieldsOf(pod.metadata).name)]);
  }
  if (byReason.size === 0) return [];
  const lines = [...byReason].map(([reasons, names]) => {
    const [first = '', ...others] = [...names].sort(byText);
    if (others.length === 0) return `${first}: ${reasons}`;
    return `${first} (and ${others.length} other ${others.length === 1 ? 'pod' : 'pods'}): ${reasons}`;
  });
  const head = `existing pods in namespace ${goQuote(namespace)} violate the new PodSecurity enforce level ${goQuote(level)}`;
  return [head, ...lines.sort(byText)];
}
