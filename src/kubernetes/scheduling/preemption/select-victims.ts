import type { Pod, PodDisruptionBudget } from '../../api/types.ts';
import { type NamedFilter, refusalOf } from '../filter-nodes.ts';
import type { NodeInfo } from '../framework.ts';
import { nodeInfo } from '../node-info.ts';
import type { Victims } from '../preemption.ts';
import { violating } from './disruption-budgets.ts';
import { mostImportantFirst, priorityOf } from './importance.ts';

/** A node on which Pods are taken for gone and there again, and the filters are told. */
class DryRun {
  private readonly filters: readonly NamedFilter[];
  private readonly info: NodeInfo;
  private readonly promised: readonly Pod[];
  private readonly gone = new Set<Pod>();

  constructor(filters: readonly NamedFilter[], info: NodeInfo, promised: readonly Pod[]) {
    this.filters = filters;
    this.info = info;
    this.promised = promised;
  }

  remove(pod: Pod): void {
    this.gone.add(pod);
    for (const { removePod } of this.filters) removePod?.(pod, this.info);
  }

  add(pod: Pod): void {
    this.gone.delete(pod);
    for (const { addPod } of this.filters) addPod?.(pod, this.info);
  }

  restore(): void {
    for (const pod of [...this.gone]) this.add(pod);
  }

  /** Why the Pod at hand does not fit; undefined where it does. */
  refusal(): readonly string[] | undefined {
    const left = this.info.pods.filter((pod) => !this.gone.has(pod));
    return refusalOf(this.filters, nodeInfo(this.info.node, left), this.promised)?.reasons;
  }
}

/** All go; then one after the other comes back if the Pod fits nevertheless. */
function victimsIn(
  run: DryRun,
  lower: readonly Pod[],
  budgets: readonly PodDisruptionBudget[],
): Omit<Victims, 'node'> | readonly string[] {
  for (const pod of lower) run.remove(pod);
  const refusal = run.refusal();
  if (refusal !== undefined) return refusal;
  const candidates = mostImportantFirst(lower);
  const kept = violating(candidates, budgets);
  const staysGone = (pod: Pod): boolean => {
    run.add(pod);
    if (run.refusal() === undefined) return false;
    run.remove(pod);
    return true;
  };
  const protectedVictims = candidates.filter((pod) => kept.has(pod)).filter(staysGone);
  const others = candidates.filter((pod) => !kept.has(pod)).filter(staysGone);
  const both = [...protectedVictims, ...others];
  const mixed = kept.size > 0 && kept.size < candidates.length;
  return { pods: mixed ? mostImportantFirst(both) : both, violations: protectedVictims.length };
}

/**
 * The Pods of lower priority without which the Pod fits on a node, as few and as unimportant as can be; or why their
 * removal is no help. Everything is as before afterwards.
 * Source: v1.35 pkg/scheduler/framework/plugins/defaultpreemption/default_preemption.go SelectVictimsOnNode
 *
 * @param promised Pods that count as if they were on the node
 */
export function selectVictims(
  pod: Pod,
  info: NodeInfo,
  filters: readonly NamedFilter[],
  budgets: readonly PodDisruptionBudget[],
  promised: readonly Pod[],
): Victims | readonly string[] {
  const lower = info.pods.filter((other) => priorityOf(other) < priorityOf(pod));
  if (lower.length === 0) return ['No preemption victims found for incoming pod'];
  const run = new DryRun(filters, info, promised);
  const found = victimsIn(run, lower, budgets);
  run.restore();
  return 'pods' in found ? { node: info.node.metadata.name, ...found } : found;
}
