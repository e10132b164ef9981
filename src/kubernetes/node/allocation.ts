import { sameJson } from '../api/fields.ts';
import { compareQuantities } from '../api/quantity.ts';
import type { Container, Pod } from '../api/types.ts';
import { initContainersOf } from './restart-policy.ts';

export type Resources = NonNullable<Container['resources']>;

/** What the node has set aside for each container of a Pod, or what it gave it, by the container's name. */
export type Allocation = ReadonlyMap<string, Resources>;

const resized = ['cpu', 'memory'] as const;

/** What a Pod asks for now. */
export const askedBy = (pod: Pod): Allocation =>
  new Map([...initContainersOf(pod), ...pod.spec.containers].map(({ name, resources }) => [name, resources ?? {}]));

/** The Pod as if it asked for what is set aside. Source: v1.35 pkg/kubelet/allocation/allocation_manager.go UpdatePodFromAllocation */
export function withAllocation(pod: Pod, allocation: Allocation | undefined): Pod {
  if (allocation === undefined || sameAllocation(askedBy(pod), allocation)) return pod;
  const given = (container: Container): Container => {
    const resources = allocation.get(container.name);
    return resources === undefined ? container : { ...container, resources };
  };
  const { initContainers, containers } = pod.spec;
  const inits = initContainers === undefined ? {} : { initContainers: initContainers.map(given) };
  return { ...pod, spec: { ...pod.spec, ...inits, containers: containers.map(given) } };
}

export const sameAllocation = (a: Allocation, b: Allocation): boolean =>
  [...a].every(([name, resources]) => changedResources(resources, b.get(name) ?? {}).length === 0);

/** Which of CPU and memory differ, as request or as limit. */
export function changedResources(a: Resources, b: Resources): readonly (typeof resized)[number][] {
  if (sameJson(a, b)) return [];
  return resized.filter((resource) =>
    (['requests', 'limits'] as const).some((list) => {
      const [x, y] = [a[list]?.[resource], b[list]?.[resource]];
      return x === undefined || y === undefined ? x !== y : compareQuantities(x, y) !== 0;
    }),
  );
}

/** Whether a change of these resources takes a new instance of the container. Source: kuberuntime_manager.go computePodResizeAction */
export const needsRestart = ({ resizePolicy = [] }: Container, changed: readonly string[]): boolean =>
  resizePolicy.some(
    ({ resourceName, restartPolicy }) => restartPolicy === 'RestartContainer' && changed.includes(resourceName),
  );
