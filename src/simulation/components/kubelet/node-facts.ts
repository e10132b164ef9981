import { at, fieldsOf } from '../../../kubernetes/api/fields.ts';
import type { NodeFacts } from '../../../kubernetes/node/downward-api.ts';
import type { RuntimeStore } from '../container-runtime/runtime-store.ts';
import type { World } from '../world.ts';
import type { KubeletState } from './kubelet-state.ts';

/** What this kubelet can tell a container about its Pod and node beyond the object that the API server has. */
export function nodeFacts(world: World, state: KubeletState, store: RuntimeStore, uid: string): NodeFacts {
  const podIP = store.status(uid).sandboxes[0]?.ip;
  const allocatable = fieldsOf(at(world.store.get('nodes', '', state.node), 'status', 'allocatable'));
  return {
    hostIP: state.hostIP,
    ...(podIP === undefined ? {} : { podIP }),
    allocatable: allocatable as Readonly<Record<string, string>>,
  };
}
