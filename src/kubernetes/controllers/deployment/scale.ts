import type { ApiObject, Deployment, ReplicaSet } from '../../api/types.ts';
import { eventOf, type Steps } from '../pod-control.ts';
import { setsPath } from './new-replica-set.ts';
import { active, desiredIn, maxIn, oldestFirst, replicasIn, sizes } from './replica-sets.ts';
import { maxSurgeOf } from './rolling-update.ts';

/** Gives a ReplicaSet a size, and notes the size of the whole. True if its size has changed. Source: v1.35 pkg/controller/deployment/sync.go scaleReplicaSet */
export function* scaleSet(deployment: Deployment, set: ReplicaSet, replicas: number): Steps<boolean> {
  const from = replicasIn(set);
  const annotations = { ...set.metadata.annotations, ...sizes(deployment) };
  const same = Object.entries(annotations).every(([key, value]) => set.metadata.annotations?.[key] === value);
  if (from === replicas && same) return false;
  const path = `${setsPath(set.metadata.namespace ?? '')}/${set.metadata.name}`;
  const body = { ...set, metadata: { ...set.metadata, annotations }, spec: { ...set.spec, replicas } };
  const [answer] = yield { verb: 'update', path, body };
  if (answer === undefined || answer.code >= 300 || from === replicas) return false;
  const message = `Scaled ${replicas > from ? 'up' : 'down'} replica set ${set.metadata.name} from ${from} to ${replicas}`;
  yield eventOf(deployment as ApiObject, 'Normal', 'ScalingReplicaSet', message);
  return true;
}

/** Whether somebody has changed the number of replicas since the ReplicaSets were last sized. Source: sync.go isScalingEvent */
export const isScaled = (deployment: Deployment, sets: readonly ReplicaSet[]): boolean =>
  active(sets).some((set) => {
    const desired = desiredIn(set);
    return desired !== undefined && Number(desired) !== (deployment.spec?.replicas ?? 1);
  });

/**
 * Brings the ReplicaSets to the new size of the Deployment: the only one that has replicas gets all, several get their
 * share.
 * Source: v1.35 pkg/controller/deployment/sync.go scale
 */
export function* scaleAll(
  deployment: Deployment,
  newest: ReplicaSet | undefined,
  old: readonly ReplicaSet[],
): Steps<void> {
  const wanted = deployment.spec?.replicas ?? 1;
  const all = newest === undefined ? old : [...old, newest];
  const only = activeOrLatest(newest, old);
  if (only !== undefined) {
    if (replicasIn(only) !== wanted) yield* scaleSet(deployment, only, wanted);
    return;
  }
  if (newest !== undefined && isSaturated(deployment, newest)) {
    for (const set of active(old)) yield* scaleSet(deployment, set, 0);
    return;
  }
  if (deployment.spec?.strategy?.type === 'Recreate') return;
  for (const [set, replicas] of shares(deployment, active(all))) yield* scaleSet(deployment, set, replicas);
}

/** Source: deployment_util.go FindActiveOrLatest */
function activeOrLatest(newest: ReplicaSet | undefined, old: readonly ReplicaSet[]): ReplicaSet | undefined {
  const running = active(newest === undefined ? old : [newest, ...old]);
  if (running.length > 1) return undefined;
  return running[0] ?? newest ?? oldestFirst(old).at(-1);
}

/** Source: deployment_util.go IsSaturated */
function isSaturated(deployment: Deployment, set: ReplicaSet): boolean {
  const wanted = deployment.spec?.replicas ?? 1;
  return (
    replicasIn(set) === wanted && Number(desiredIn(set)) === wanted && (set.status?.availableReplicas ?? 0) === wanted
  );
}

/** From the larger to the smaller; what is left over goes to the largest. Source: deployment_util.go GetReplicaSetProportion */
function shares(deployment: Deployment, sets: readonly ReplicaSet[]): ReadonlyMap<ReplicaSet, number> {
  const wanted = deployment.spec?.replicas ?? 1;
  const allowed = wanted > 0 ? wanted + maxSurgeOf(deployment) : 0;
  const add = allowed - sets.reduce((sum, set) => sum + replicasIn(set), 0);
  const byAge = add > 0 ? oldestFirst(sets).toReversed() : oldestFirst(sets);
  const order = byAge.toSorted((a, b) => replicasIn(b) - replicasIn(a));
  const result = new Map<ReplicaSet, number>();
  let added = 0;
  for (const set of order) {
    const share = add === added ? 0 : fraction(deployment, set);
    const proportion = add > 0 ? Math.min(share, add - added) : Math.max(share, add - added);
    result.set(set, replicasIn(set) + (add === 0 ? 0 : proportion));
    added += add === 0 ? 0 : proportion;
  }
  const [largest] = order;
  if (largest !== undefined) result.set(largest, Math.max(0, (result.get(largest) ?? 0) + add - added));
  return result;
}

/** Source: deployment_util.go getReplicaSetFraction */
function fraction(deployment: Deployment, set: ReplicaSet): number {
  const wanted = deployment.spec?.replicas ?? 1;
  if (wanted === 0) return -replicasIn(set);
  const before = maxIn(set) || (deployment.status?.replicas ?? 0);
  if (before === 0) return 0;
  return Math.round((replicasIn(set) * (wanted + maxSurgeOf(deployment))) / before) - replicasIn(set);
}
