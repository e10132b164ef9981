import type { ApiObject, Pod } from '../../kubernetes/api/types.ts';
import type { Decision } from '../../kubernetes/scheduling/decision.ts';
import type { ClusterSnapshot } from '../../kubernetes/scheduling/framework.ts';
import type { KnownCluster } from '../../kubernetes/scheduling/known-cluster.ts';
import { defaultSchedulerName, type Profile } from '../../kubernetes/scheduling/profile.ts';
import { type Preempt, schedulePod } from '../../kubernetes/scheduling/schedule.ts';
import { type Capacity, capacityFor } from '../../kubernetes/scheduling/what-if/capacity.ts';
import { smallestFixes } from '../../kubernetes/scheduling/what-if/fixes.ts';
import type { Fix } from '../../kubernetes/scheduling/what-if/tried.ts';
import { BadInput } from '../bad-input.ts';

/** A decision with what else was asked about it. */
export interface Answer {
  readonly decision: Decision;
  /** The nodes when the decision was made. */
  readonly snapshot: ClusterSnapshot;
  readonly explained: boolean;
  readonly fixes: readonly Fix[] | undefined;
  readonly capacity: Capacity | undefined;
}

interface Wishes {
  readonly preempt: Preempt;
  readonly explain: boolean;
  readonly fixes: boolean;
  readonly howMany: boolean;
}

/** Decides for one Pod, answers what was asked, and binds it, so that the next one finds it there. */
export function decideFor(pod: Pod, cluster: KnownCluster, profiles: readonly Profile[], wishes: Wishes): Answer {
  const name = pod.spec.schedulerName ?? defaultSchedulerName;
  const profile = profiles.find(({ schedulerName }) => schedulerName === name);
  if (profile === undefined) {
    const known = profiles.map(({ schedulerName }) => schedulerName).join(', ');
    throw new BadInput(
      `the Pod ${pod.metadata.name} waits for the scheduler "${name}", and there is none; there is: ${known}`,
    );
  }
  const snapshot: ClusterSnapshot = {
    nodes: [...cluster.snapshot.nodes],
    image: (image) => cluster.snapshot.image(image),
  };
  const situation = { pod, snapshot, view: cluster };
  const decision = schedulePod(situation, profile, { preempt: wishes.preempt });
  const fixes =
    wishes.fixes && decision.chosen === undefined ? [...smallestFixes(situation, profile, decision)] : undefined;
  const capacity = wishes.howMany ? capacityFor(situation, profile) : undefined;
  const nodeName = decision.chosen?.node.metadata.name;
  if (nodeName !== undefined) cluster.set({ ...pod, spec: { ...pod.spec, nodeName } } as ApiObject);
  return { decision, snapshot, explained: wishes.explain, fixes, capacity };
}
