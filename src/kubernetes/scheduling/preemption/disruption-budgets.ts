import { own } from '../../api/fields.ts';
import type { Pod, PodDisruptionBudget } from '../../api/types.ts';
import { labelMatcher } from '../label-matcher.ts';

/** A budget that selects nothing in particular protects nobody here, nor does one for Pods that are on their way out. */
function protects({ metadata, spec, status }: PodDisruptionBudget, pod: Pod): boolean {
  if (metadata.namespace !== pod.metadata.namespace) return false;
  const selects = labelMatcher(spec?.selector);
  if (selects.empty || !selects.matches(pod.metadata.labels)) return false;
  return own(status?.disruptedPods, pod.metadata.name) === undefined;
}

const isLabelled = ({ metadata }: Pod): boolean => Object.keys(metadata.labels ?? {}).length > 0;

/**
 * The Pods whose loss no budget allows any more, when all are lost in this order.
 * Source: v1.35 pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go filterPodsWithPDBViolation
 *
 * @param pods the most important first
 */
export function violating(pods: readonly Pod[], budgets: readonly PodDisruptionBudget[]): ReadonlySet<Pod> {
  const left = budgets.map(({ status }) => status?.disruptionsAllowed ?? 0);
  const found = new Set<Pod>();
  for (const pod of pods) {
    if (!isLabelled(pod)) continue;
    for (const [i, budget] of budgets.entries()) {
      if (!protects(budget, pod)) continue;
      const allowed = (left[i] ?? 0) - 1;
      left[i] = allowed;
      if (allowed < 0) found.add(pod);
    }
  }
  return found;
}
