import type { Node, Pod } from '../api/types.ts';
import { nodeInfo } from '../scheduling/node-info.ts';
import { requestsOf } from '../scheduling/pod-requests.ts';
import { rejection } from './admission.ts';
import { initContainersOf } from './restart-policy.ts';

/** Why a resize has to wait, or can never be. */
export interface PendingResize {
  readonly reason: 'Deferred' | 'Infeasible';
  readonly message: string;
  /** Of the Pod when it asked. */
  readonly generation: number;
}

/** A resize that the node carries out. */
export interface ResizeInProgress {
  readonly generation: number;
  /** RFC 3339 */
  readonly since: string;
}

/**
 * Whether a node can give a Pod what it asks for now; undefined if it can. What is more than the whole node has can
 * never be given, what others have may become free.
 * Source: v1.35 pkg/kubelet/allocation/allocation_manager.go canResizePod
 * @param others the other Pods of the node, with what is set aside for them
 */
export function refusedResize(
  pod: Pod,
  node: Node,
  others: readonly Pod[],
): Omit<PendingResize, 'generation'> | undefined {
  const asked = requestsOf(pod);
  const { allocatable } = nodeInfo(node, []);
  for (const resource of ['memory', 'cpu']) {
    const [requested, capacity] = [asked[resource] ?? 0, allocatable[resource] ?? 0];
    if (requested <= capacity) continue;
    const message = `Node didn't have enough capacity: ${resource}, requested: ${requested}, capacity: ${capacity}`;
    return { reason: 'Infeasible', message };
  }
  const refusal = rejection(pod, node, others);
  return refusal === undefined ? undefined : { reason: 'Deferred', message: refusal.message };
}

/** What the events of a resize say of it. Source: v1.35 pkg/kubelet/events/resize.go */
export function resizeText(pod: Pod, error?: string): string {
  const inits = initContainersOf(pod).map(resourcesOf);
  return JSON.stringify({
    ...(inits.length === 0 ? {} : { initContainers: inits }),
    containers: pod.spec.containers.map(resourcesOf),
    generation: pod.metadata.generation ?? 1,
    ...(error === undefined ? {} : { error }),
  });
}

function resourcesOf({ name, resources }: Pod['spec']['containers'][number]): object {
  const sorted = (amounts: Readonly<Record<string, string>> | undefined): object | undefined =>
    amounts && Object.fromEntries(Object.entries(amounts).sort(([a], [b]) => (a < b ? -1 : 1)));
  const limits = sorted(resources?.limits);
  const requests = sorted(resources?.requests);
  return { name, resources: { ...(limits && { limits }), ...(requests && { requests }) } };
}
