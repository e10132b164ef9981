import type { Story } from '../../story/tell.ts';
import { moment } from '../../story/words.ts';
import { controllerOf, laneOf, nodeOf, processOf } from '../../trace/address.ts';
import type { Actor, HttpRequest, Message } from '../../trace/trace.ts';

/** A chart as it is offered. */
export interface ChartName {
  /** An address may be used again: a worker of a Pod that was made anew. */
  readonly key: string;
  readonly actor: Actor;
  readonly group: string;
  readonly label: string;
  /** Its address, or who asks. */
  readonly detail: string;
}

export const keyOf = ({ address, startedAt }: Actor): string => `${address}@${startedAt}`;

/** All charts of a run in the house's order: outside, control plane, then node by node. Made once per run. */
export function chartNames({ index }: Pick<Story, 'index'>): readonly ChartName[] {
  const requests = new Map<string, Message>();
  for (const message of index.messages) {
    if (message.body.type === 'http-request' && !requests.has(message.to)) requests.set(message.to, message);
  }
  const names = index.trace.actors.map((actor) => nameOf(actor, requests.get(actor.address)));
  const order = groupOrder(index.trace.nodes);
  const rank = new Map(names.map(({ group }) => [group, order(group)]));
  const place = ({ group }: ChartName): number => rank.get(group) ?? 0;
  return names.toSorted((a, b) => place(a) - place(b) || a.actor.startedAt - b.actor.startedAt);
}

const controlPlane = ['kubectl', 'API requests', 'kube-apiserver', 'etcd', 'kube-controller-manager', 'kube-scheduler'];
const onNode = ['Pods', 'kubelet', 'containers', 'containerd', 'cni', 'kube-proxy', 'netfilter'];

function groupOrder(nodes: readonly string[]): (group: string) => number {
  return (group) => {
    const plane = controlPlane.indexOf(group);
    if (plane >= 0) return plane;
    const node = nodes.findIndex((name) => group.startsWith(`${name}: `));
    if (node < 0) return 100_000;
    const part = onNode.indexOf(group.slice(group.indexOf(': ') + 2));
    return 100 + node * 20 + (part < 0 ? onNode.length : part);
  };
}

function nameOf(actor: Actor, request: Message | undefined): ChartName {
  const { address, machine } = actor;
  const key = keyOf(actor);
  if (machine === 'kube-apiserver-request') {
    const from = request === undefined ? '' : ` from ${laneOf(request.from)}`;
    const what = request?.body.type === 'http-request' ? requestWords(request.body) : 'API request';
    const number = address.slice(address.lastIndexOf('/') + 1);
    return {
      key,
      actor,
      group: 'API requests',
      label: `${what}, ${moment(actor.startedAt)}`,
      detail: `${number}${from}`,
    };
  }
  const node = nodeOf(address);
  const group = node === undefined ? laneOf(address) : `${node}: ${partOf(machine, address)}`;
  return { key, actor, group, label: labelOf(actor), detail: address };
}

function partOf(machine: string, address: string): string {
  if (machine === 'kubelet-pod-worker' || machine === 'probe') return 'Pods';
  return machine === 'container' ? 'containers' : processOf(address);
}

/** `POST pods`, `PATCH pods/status nginx`. */
export function requestWords({ method, verb, resource, subresource, name, path }: HttpRequest): string {
  const verbWord = verb === 'watch' || verb === 'list' ? verb.toUpperCase() : method;
  const what = resource === undefined ? path : subresource === undefined ? resource : `${resource}/${subresource}`;
  return [verbWord, what, name ?? ''].filter((part) => part !== '').join(' ');
}

function labelOf({ machine, address }: Actor): string {
  const parts = address.split('/');
  const last = parts.slice(nodeOf(address) === undefined ? 1 : 2).join('/');
  switch (machine) {
    case 'kubelet-pod-worker':
      return `Pod worker of ${parts.at(-1)}`;
    case 'container':
      return `Container ${parts.at(-1)} of ${parts.at(-2)}`;
    case 'probe':
      return `Probe: ${last}`;
    case 'reconcile':
      return `${controllerOf(address)}: one reconcile`;
    case 'binding':
      return `Binding of ${parts.at(-1)}`;
    default:
      return last === '' ? processOf(address) : last;
  }
}
