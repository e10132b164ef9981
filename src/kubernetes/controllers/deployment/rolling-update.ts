import type { Deployment, ReplicaSet } from '../../api/types.ts';

type IntOrPercent = number | string | undefined;

function resolved(given: IntOrPercent, replicas: number, roundUp: boolean): number {
  if (typeof given === 'number') return given;
  const percent = Number.parseInt(given ?? '0', 10);
  const exact = (percent * replicas) / 100;
  return roundUp ? Math.ceil(exact) : Math.floor(exact);
}

/**
 * How many Pods beyond the wanted number, and how many fewer, an update may have: surge rounds up, unavailable down,
 * and where both come to nothing, one may be unavailable.
 * Source: v1.35 pkg/controller/deployment/util/deployment_util.go ResolveFenceposts
 */
function fenceposts(deployment: Deployment): { readonly surge: number; readonly unavailable: number } {
  const replicas = deployment.spec?.replicas ?? 1;
  const rolling = deployment.spec?.strategy?.rollingUpdate;
  const surge = resolved(rolling?.maxSurge, replicas, true);
  const unavailable = resolved(rolling?.maxUnavailable, replicas, false);
  return surge === 0 && unavailable === 0 ? { surge, unavailable: 1 } : { surge, unavailable };
}

const rolls = (deployment: Deployment): boolean => deployment.spec?.strategy?.type !== 'Recreate';

export function maxUnavailableOf(deployment: Deployment): number {
  const replicas = deployment.spec?.replicas ?? 1;
  if (!rolls(deployment) || replicas === 0) return 0;
  return Math.min(fenceposts(deployment).unavailable, replicas);
}

export const maxSurgeOf = (deployment: Deployment): number => (rolls(deployment) ? fenceposts(deployment).surge : 0);

const specOf = (set: ReplicaSet): number => set.spec?.replicas ?? 0;
const sum = (sets: readonly ReplicaSet[], count: (set: ReplicaSet) => number): number =>
  sets.reduce((total, set) => total + count(set), 0);

/** How many replicas the new ReplicaSet shall have. Source: deployment_util.go NewRSNewReplicas */
export function newSetReplicas(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  newest: ReplicaSet | undefined,
): number {
  const replicas = deployment.spec?.replicas ?? 1;
  const has = newest === undefined ? 0 : specOf(newest);
  if (!rolls(deployment)) return replicas;
  const room = replicas + maxSurgeOf(deployment) - sum(all, specOf);
  if (room <= 0) return has;
  return has + Math.min(room, replicas - has);
}

/** Which old ReplicaSets shrink now, and to what. Source: v1.35 pkg/controller/deployment/rolling.go reconcileOldReplicaSets */
export function oldSetReplicas(
  deployment: Deployment,
  old: readonly ReplicaSet[],
  newest: ReplicaSet,
): ReadonlyMap<ReplicaSet, number> {
  const replicas = deployment.spec?.replicas ?? 1;
  const all = [...old, newest];
  const minAvailable = replicas - maxUnavailableOf(deployment);
  const newUnavailable = specOf(newest) - (newest.status?.availableReplicas ?? 0);
  const target = new Map<ReplicaSet, number>();
  let maxCleanup = sum(all, specOf) - minAvailable - newUnavailable;
  if (maxCleanup <= 0) return target;
  const inOrder = [...old].sort((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1));
  // Pods that are not available go first: they help nobody.
  for (const set of inOrder) {
    const unhealthy = Math.max(0, specOf(set) - (set.status?.availableReplicas ?? 0));
    const down = Math.min(maxCleanup, unhealthy);
    if (down === 0) continue;
    target.set(set, specOf(set) - down);
    maxCleanup -= down;
  }
  let room = sum(all, (set) => set.status?.availableReplicas ?? 0) - minAvailable;
  for (const set of inOrder) {
    if (room <= 0) break;
    const has = target.get(set) ?? specOf(set);
    const down = Math.min(room, has);
    if (down === 0) continue;
    target.set(set, has - down);
    room -= down;
  }
  return target;
}
