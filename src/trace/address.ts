import type { Address } from './trace.ts';

/** A process: `kube-apiserver`, `worker-1/kubelet`. One lane of the diagram, one station of the map. */
export type Lane = string;

/** The process an address belongs to; inside a node that is its first two parts. */
export function laneOf(address: Address): Lane {
  const first = address.indexOf('/');
  if (first < 0) return address;
  const head = address.slice(0, first);
  if (outsideNodes.has(head)) return head;
  const second = address.indexOf('/', first + 1);
  return second < 0 ? address : address.slice(0, second);
}

const outsideNodes = new Set([
  'kubectl',
  'kube-apiserver',
  'etcd',
  'kube-controller-manager',
  'kube-scheduler',
  'registry',
  'client',
]);

/** The node of an address; undefined for the control plane and what is outside the cluster. */
export function nodeOf(address: Address): string | undefined {
  const first = address.indexOf('/');
  const head = first < 0 ? address : address.slice(0, first);
  return first < 0 || outsideNodes.has(head) ? undefined : head;
}

/** The process without its node: `kubelet`, `containerd`, `etcd`. */
export function processOf(address: Address): string {
  const lane = laneOf(address);
  const slash = lane.indexOf('/');
  return slash < 0 ? lane : lane.slice(slash + 1);
}

/** The controller of an address inside kube-controller-manager, else undefined. */
export function controllerOf(address: Address): string | undefined {
  const parts = address.split('/');
  return parts[0] === 'kube-controller-manager' ? parts[1] : undefined;
}
