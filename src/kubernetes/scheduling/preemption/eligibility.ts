import type { Pod } from '../../api/types.ts';
import type { Filtered } from '../decision.ts';
import type { Cycle } from '../framework.ts';
import { priorityOf } from './importance.ts';

/** Source: v1.35 default_preemption.go podTerminatingByPreemption */
const leavesByPreemption = ({ metadata, status }: Pod): boolean => {
  if (metadata.deletionTimestamp === undefined) return false;
  const condition = status?.conditions?.find(({ type }) => type === 'DisruptionTarget');
  return condition?.status === 'True' && condition.reason === 'PreemptionByScheduler';
};

/**
 * Why a Pod must not preempt others; undefined where it may. Where room is being made for it already it waits.
 * Source: v1.35 pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go PodEligibleToPreemptOthers
 */
export function notEligible({ pod, snapshot }: Cycle, { refused }: Filtered): string | undefined {
  if (pod.spec.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.';
  const nominated = pod.status?.nominatedNodeName ?? '';
  if (nominated === '' || refused.get(nominated)?.code === 'UnschedulableAndUnresolvable') return undefined;
  const there = snapshot.nodes.find(({ node }) => node.metadata.name === nominated)?.pods ?? [];
  return there.some((other) => priorityOf(other) < priorityOf(pod) && leavesByPreemption(other))
    ? 'not eligible due to a terminating pod on the nominated node.'
    : undefined;
}
