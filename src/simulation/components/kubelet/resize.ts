import { rfc3339 } from '../../../kubernetes/api/times.ts';
import type { Node, Pod } from '../../../kubernetes/api/types.ts';
import { askedBy, sameAllocation, withAllocation } from '../../../kubernetes/node/allocation.ts';
import { refusedResize, resizeText } from '../../../kubernetes/node/resize.ts';
import type { Port } from '../../engine/port.ts';
import { callRuntime } from '../container-runtime/cri-client.ts';
import type { RuntimeStore } from '../container-runtime/runtime-store.ts';
import type { World } from '../world.ts';
import type { KubeletState } from './kubelet-state.ts';
import { keyOfPod, record, resizeNow, uidOf, type WorkerContext } from './pod-work.ts';

/** What of the kubelet the decision needs. */
interface Deciding {
  readonly port: Port;
  readonly world: World;
  readonly state: KubeletState;
  readonly store: RuntimeStore;
}

/**
 * A running Pod asks for other resources: they are set aside if the node has them, otherwise the Pod goes on with what
 * it has, and waits.
 * Source: v1.35 pkg/kubelet/allocation/allocation_manager.go handlePodResourcesResize
 * @returns whether anything has changed that a sync has to look at
 */
export function decideResize(kubelet: Deciding, pod: Pod): boolean {
  const { port, world, state } = kubelet;
  const { uid } = pod.metadata;
  const asked = askedBy(pod);
  const allocated = state.allocated.get(uid);
  const { pending, inProgress } = state.resizing.get(uid) ?? {};
  if (allocated === undefined || sameAllocation(asked, allocated)) {
    if (pending === undefined) return false;
    state.resizing.set(uid, inProgress === undefined ? {} : { inProgress });
    return true;
  }
  const node = world.store.get('nodes', '', state.node) as Node | undefined;
  const others = state.admitted.filter(({ metadata }) => metadata.uid !== uid);
  const refused = node === undefined ? undefined : refusedResize(pod, node, others);
  const generation = pod.metadata.generation ?? 1;
  const now = rfc3339(port.now());
  const about = { ...kubelet, pod };
  if (refused === undefined) {
    state.allocated.set(uid, asked);
    state.resizing.set(uid, { inProgress: { generation, since: now } });
    port.decide({
      kind: 'resize',
      about: keyOfPod(pod),
      says: `The node has what ${pod.metadata.name} asks for now, and sets it aside.`,
    });
    record(about, 'Normal', 'ResizeStarted', `Pod resize started: ${resizeText(pod)}`);
    return true;
  }
  const { reason, message } = refused;
  if (pending?.reason === reason && pending.message === message && pending.generation === generation) return false;
  state.resizing.set(uid, {
    ...(inProgress === undefined ? {} : { inProgress }),
    pending: { ...refused, generation, since: pending?.reason === reason ? pending.since : now },
  });
  port.decide({ kind: 'resize', about: keyOfPod(pod), says: message, refused: true });
  record(about, 'Warning', `Resize${reason}`, `Pod resize ${reason}: ${resizeText(pod, message)}`);
  return true;
}

/** The Pod as its worker is to see it: with what is set aside for it. */
export const asAllocated = (state: KubeletState, pod: Pod): Pod =>
  withAllocation(pod, state.allocated.get(pod.metadata.uid));

/** A resize is over when every container that runs has what is set aside for it: then that is said. */
export function noteResizeDone(context: WorkerContext): void {
  const { port, state, pod } = context;
  const { inProgress } = state.resizing.get(uidOf(context)) ?? {};
  const now = resizeNow(context);
  if (inProgress === undefined || now.inProgress !== undefined) return;
  state.resizing.set(uidOf(context), now);
  const resized = { ...pod, metadata: { ...pod.metadata, generation: inProgress.generation } };
  record(context, 'Normal', 'ResizeCompleted', `Pod resize completed: ${resizeText(resized)}`);
  port.tell(`${state.node}/kubelet`, { type: 'resize done' });
}

/** Gives the running containers what is set aside for them; the next relist looks whether they have it. */
export function askForResources(context: WorkerContext): void {
  const { port, state, pod, actions } = context;
  for (const { name, resources = {} } of actions?.resize ?? []) {
    callRuntime(port, state.node, 'UpdateContainerResources', pod, { container: name, detail: { resources } });
    state.give(uidOf(context), name, resources);
  }
  state.toReinspect.add(uidOf(context));
}
