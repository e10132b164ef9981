import type { DaemonSet, Node, Pod } from '../../api/types.ts';
import { isAvailable } from '../pods.ts';
import { isUpdated, verdictOn } from './daemon-pods.ts';

/** A number, or a percentage of the nodes wanted, rounded up. */
function count(given: number | string | undefined, of: number): number {
  if (typeof given === 'number') return given;
  return Math.ceil((Number.parseInt(given ?? '0', 10) * of) / 100);
}

/** Source: v1.35 pkg/controller/daemon/util/daemonset_util.go AllowsSurge */
export function allowsSurge(set: DaemonSet): boolean {
  const strategy = set.spec?.updateStrategy;
  return strategy?.type === 'RollingUpdate' && count(strategy.rollingUpdate?.maxSurge, 1) > 0;
}

/** The one new and the one old daemon of a node; undefined where there are more of a kind. */
function oldAndNew(
  set: DaemonSet,
  pods: readonly Pod[],
  hash: string,
): { readonly fresh: Pod | undefined; readonly old: Pod | undefined } | undefined {
  const alive = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined);
  const fresh = alive.filter((pod) => isUpdated(set, pod, hash));
  const old = alive.filter((pod) => !isUpdated(set, pod, hash));
  return fresh.length > 1 || old.length > 1 ? undefined : { fresh: fresh[0], old: old[0] };
}

interface Limits {
  readonly surge: number;
  readonly unavailable: number;
}

/** Source: v1.35 pkg/controller/daemon/update.go updatedDesiredNodeCounts */
function limitsOf(set: DaemonSet, nodes: readonly Node[]): Limits {
  const desired = nodes.filter((node) => verdictOn(set, node).run).length;
  const rolling = set.spec?.updateStrategy?.rollingUpdate;
  const surge = count(rolling?.maxSurge, desired);
  const unavailable = count(rolling?.maxUnavailable, desired);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/**
 * Which daemons of an older template make room now, and on which nodes new ones come beside them.
 * Source: v1.35 pkg/controller/daemon/update.go rollingUpdate
 */
export function rollingPlan(
  set: DaemonSet,
  nodes: readonly Node[],
  byNode: ReadonlyMap<string, readonly Pod[]>,
  hash: string,
  now: number,
): { readonly create: readonly string[]; readonly remove: readonly Pod[] } {
  const limits = limitsOf(set, nodes);
  const available = (pod: Pod): boolean => isAvailable(pod, set.spec?.minReadySeconds, now);
  const found = [...byNode].map(([node, pods]) => ({ node, pair: oldAndNew(set, pods, hash) }));
  return limits.surge === 0 ? replacing(found, limits, available) : surging(found, limits, available);
}

type Found = readonly { readonly node: string; readonly pair: ReturnType<typeof oldAndNew> }[];

/** Old ones that are of no use go in any case, of the others so many as may be missing. */
function replacing(found: Found, { unavailable: limit }: Limits, available: (pod: Pod) => boolean) {
  let missing = 0;
  const useless: Pod[] = [];
  const candidates: Pod[] = [];
  for (const { pair } of found) {
    if (pair === undefined || (pair.old === undefined) === (pair.fresh === undefined)) missing += 1;
    else if (pair.fresh !== undefined) missing += available(pair.fresh) ? 0 : 1;
    else if (pair.old !== undefined && !available(pair.old)) useless.push(pair.old);
    else if (pair.old !== undefined && missing < limit) candidates.push(pair.old);
  }
  return { create: [], remove: [...useless, ...candidates.slice(0, Math.max(0, limit - missing))] };
}

/** A new one comes beside the old one, which goes when the new one is available. */
function surging(found: Found, { surge: limit }: Limits, available: (pod: Pod) => boolean) {
  let surging = 0;
  const remove: Pod[] = [];
  const allowed: string[] = [];
  const candidates: string[] = [];
  for (const { node, pair } of found) {
    if (pair === undefined) surging += 1;
    else if (pair.old === undefined) continue;
    else if (pair.fresh === undefined) {
      if (!available(pair.old)) allowed.push(node);
      else if (surging < limit) candidates.push(node);
    } else if (!available(pair.fresh)) surging += 1;
    else remove.push(pair.old);
  }
  return { create: [...allowed, ...candidates.slice(0, Math.max(0, limit - surging))], remove };
}
