import type { ApiObject, Node, Pod } from '../../kubernetes/api/types.ts';
import { repository, withTag } from '../../kubernetes/node/programs/images.ts';
import type { Write } from '../../trace/trace.ts';
import { RuntimeStore } from '../components/container-runtime/runtime-store.ts';
import type { StillObjects } from '../components/still-objects.ts';
import type { ClusterMemory } from './imported-rules.ts';

/** Starts the processes of a node: kubelet, containerd, CNI, kube-proxy. */
type StartNode = (name: string, hostIP: string) => void;

/**
 * The nodes and Pods of a cluster that somebody brought along. They hold still: what runs in their containers is not
 * known, so a node's processes start only when a Pod of the run is bound there, or something is done to a Pod there.
 * Until then a thousand nodes cost nothing. A node that was not Ready stays so: nobody answers there.
 */
export class StillWorld implements StillObjects {
  private readonly idle: Map<string, Node>;
  private readonly still: Set<string>;
  readonly nodes: readonly string[];

  constructor(
    private readonly world: ClusterMemory,
    private readonly runtimes: Map<string, RuntimeStore>,
    private readonly startNode: StartNode,
  ) {
    const nodes = world.store.list('nodes') as readonly Node[];
    this.nodes = nodes.map(({ metadata }) => metadata.name);
    this.idle = new Map(nodes.filter(isReady).map((node) => [node.metadata.name, node]));
    this.still = new Set(world.store.list('pods').map(({ metadata }) => metadata.uid));
    const pods = this.still.size;
    if (pods > 0) world.recorder.noteNotModelled({ about: 'cluster', says: whatIsStill(pods), at: 0 });
  }

  holds({ metadata }: ApiObject): boolean {
    return this.still.has(metadata.uid);
  }

  notice({ resource, object, operation }: Write): void {
    if (resource !== 'pods' || operation === 'delete') return;
    const pod = object as Pod;
    if (pod.metadata.deletionTimestamp !== undefined) this.still.delete(pod.metadata.uid);
    const name = pod.spec.nodeName ?? '';
    const node = this.idle.get(name);
    if (node === undefined || this.holds(pod)) return;
    this.idle.delete(name);
    this.runtimes.set(name, this.runtimeOf(node));
    this.startNode(name, node.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '');
  }

  /** What is on its disk, and a range for its Pods in which those that are there have theirs. */
  private runtimeOf(node: Node): RuntimeStore {
    const { name } = node.metadata;
    const range = /^(\d+\.\d+\.\d+)\.\d+\/\d+$/.exec(node.spec?.podCIDR ?? '')?.[1] ?? '10.244.255';
    const images = (node.status?.images ?? []).flatMap(({ names }) => names ?? []);
    const store = new RuntimeStore(name, range, images.flatMap(asAsked));
    for (const pod of this.world.store.list('pods') as readonly Pod[])
      if (pod.spec.nodeName === name) for (const { ip } of pod.status?.podIPs ?? []) store.reserveAddress(ip);
    return store;
  }
}

/** `docker.io/library/nginx:1.27` is what `nginx:1.27` in a Pod means. */
function asAsked(image: string): readonly string[] {
  const short = repository(image);
  const tag = image.includes('@') ? '' : withTag(image).slice(withTag(image).lastIndexOf(':'));
  return short === image.slice(0, image.length - tag.length) || tag === '' ? [image] : [image, `${short}${tag}`];
}

const isReady = ({ status }: Node): boolean =>
  status?.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true;

const whatIsStill = (pods: number): string =>
  `${pods === 1 ? 'the one Pod' : `the ${pods} Pods`} that the cluster came with ${pods === 1 ? 'is' : 'are'} shown and counted, and what runs in ${pods === 1 ? 'its' : 'their'} containers is not simulated; a Pod that had no node is not tried anew`;
