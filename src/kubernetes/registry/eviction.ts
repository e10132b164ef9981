import { at, fieldsOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { type LabelSelector, matchesLabels } from '../api/selectors.ts';
import { internalError, type Status, tooManyRequests } from '../api/status.ts';
import { rfc3339 } from '../api/times.ts';
import type { ApiObject } from '../api/types.ts';

const pods = { plural: 'pods', group: '' };
const violation = "Cannot evict pod as it would violate the pod's disruption budget.";

/** What an eviction asks of the server: `let` the Pod go, or not. */
export type Evicted = { readonly let: true; readonly spent?: ApiObject } | { readonly refused: Status };

/**
 * POST …/pods/NAME/eviction: a Pod may go as long as its budget has something left; `spent` is the budget with one
 * less, and with the Pod among those that will go.
 * Source: v1.35 pkg/registry/core/pod/storage/eviction.go EvictionREST.Create, checkAndDecrement
 */
export function evict(pod: ApiObject, budgets: readonly unknown[], now: number): Evicted {
  if (needsNoBudget(pod)) return { let: true };
  const labels = pod.metadata.labels ?? {};
  const about = budgets.filter((budget) => {
    const selector = at(budget, 'spec', 'selector');
    return selector !== undefined && matchesLabels(selector as LabelSelector, labels);
  });
  const [budget] = about;
  if (budget === undefined) return { let: true };
  if (about.length > 1) {
    const why = 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.';
    return { refused: internalError(why) };
  }
  return spend(pod, budget, now);
}

/** Pods that have ended, have not begun or are on their way out break no budget. Source: canIgnorePDB */
function needsNoBudget(pod: ApiObject): boolean {
  const phase = textOf(at(pod, 'status', 'phase'));
  return ['Succeeded', 'Failed', 'Pending'].includes(phase) || pod.metadata.deletionTimestamp !== undefined;
}

function spend(pod: ApiObject, budget: unknown, now: number): Evicted {
  const { name, generation } = fieldsOf(fieldsOf(budget).metadata);
  const status = fieldsOf(fieldsOf(budget).status);
  const [left, healthy, desired] = ['disruptionsAllowed', 'currentHealthy', 'desiredHealthy'].map(
    (field) => numberOf(status[field]) ?? 0,
  ) as [number, number, number];
  const refuse = (message: string): Evicted => ({
    refused: tooManyRequests(pods, pod.metadata.name, violation, { reason: 'DisruptionBudget', message, field: '' }),
  });
  if (!isReady(pod) && mayGoUnready(budget, healthy, desired)) return { let: true };
  if ((numberOf(status.observedGeneration) ?? 0) < (numberOf(generation) ?? 0)) {
    return refuse(`The disruption budget ${textOf(name)} is still being processed by the server.`);
  }
  if (left > 0) return { let: true, spent: withOneLess(pod, budget as ApiObject, left - 1, now) };
  return refuse(`The disruption budget ${textOf(name)} needs ${desired} healthy pods and has ${healthy} currently`);
}

/** Source: v1.35 eviction.go checkAndDecrement; pkg/apis/policy UpdateDisruptionAllowedCondition */
function withOneLess(pod: ApiObject, budget: ApiObject, disruptionsAllowed: number, now: number): ApiObject {
  const status = fieldsOf(fieldsOf(budget).status);
  const disruptedPods = { ...fieldsOf(status.disruptedPods), [pod.metadata.name]: rfc3339(now) };
  const conditions = rowsOf(status.conditions).map((condition) =>
    condition.type !== 'DisruptionAllowed' || disruptionsAllowed > 0
      ? condition
      : { ...condition, status: 'False', reason: 'InsufficientPods', lastTransitionTime: rfc3339(now) },
  );
  return { ...budget, ...{ status: { ...status, disruptionsAllowed, disruptedPods, conditions } } };
}

const isReady = (pod: ApiObject): boolean => {
  const conditions = at(pod, 'status', 'conditions');
  return Array.isArray(conditions) && conditions.some((each) => each?.type === 'Ready' && each?.status === 'True');
};

/** A Pod that serves nobody may go where the policy says so, or where enough others serve. */
function mayGoUnready(budget: unknown, healthy: number, desired: number): boolean {
  if (at(budget, 'spec', 'unhealthyPodEvictionPolicy') === 'AlwaysAllow') return true;
  return healthy >= desired && desired > 0;
}
