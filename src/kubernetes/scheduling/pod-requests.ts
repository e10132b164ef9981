import { milliValue, value } from '../api/quantity.ts';
import type { Container, Pod, PodSpec } from '../api/types.ts';

/** Amounts by resource: cpu in millicores, everything else in its own unit. */
export type Amounts = Readonly<Record<string, number>>;

export const amountOf = (resource: string, quantity: string | number): number =>
  resource === 'cpu' ? milliValue(quantity) : value(quantity);

type List = Readonly<Record<string, string>> | undefined;

function amounts(list: List): Record<string, number> {
  const found: Record<string, number> = {};
  for (const resource in list) found[resource] = amountOf(resource, list[resource] ?? '0');
  return found;
}

/** Adds amounts to others, in place. */
export function add(into: Record<string, number>, more: Amounts): void {
  for (const resource in more) into[resource] = (into[resource] ?? 0) + (more[resource] ?? 0);
}

function raise(into: Record<string, number>, atLeast: Amounts): void {
  for (const resource in atLeast) into[resource] = Math.max(into[resource] ?? 0, atLeast[resource] ?? 0);
}

type Requests = (container: Container) => Amounts;
const plain: Requests = (container) => amounts(container.resources?.requests);

/** What scores count with where a container says nothing. Source: v1.35 pkg/scheduler/util/pod_resources.go */
const unsaid: Amounts = { cpu: 100, memory: 209_715_200 };

/** The defaults stand in for what a container does not say, but for what is said for the Pod as a whole. */
const nonZero =
  (of: Requests, saidForPod: Amounts): Requests =>
  (container) => {
    const asked = { ...of(container) };
    for (const resource in unsaid)
      if (asked[resource] === undefined && saidForPod[resource] === undefined) asked[resource] = unsaid[resource] ?? 0;
    return asked;
  };

interface PodLevel {
  readonly resources?: { readonly requests?: List };
}

/** What may be asked for the Pod as a whole. Source: v1.35 component-helpers/resource/helpers.go SupportedPodLevelResources */
const forPods = (resource: string): boolean =>
  resource === 'cpu' || resource === 'memory' || resource.startsWith('hugepages-');

function podLevelRequests(spec: PodSpec): Amounts {
  const asked = amounts((spec as PodLevel).resources?.requests);
  return Object.fromEntries(Object.entries(asked).filter(([resource]) => forPods(resource)));
}

/**
 * What a Pod asks for as a whole: the sum of its containers, or the largest of its init containers with the sidecars
 * started before it, whichever is more; then the Pod's own requests, then the overhead.
 * Source: v1.35 staging/src/k8s.io/component-helpers/resource/helpers.go PodRequests
 */
function podRequests(spec: PodSpec, of: Requests, podLevel: Amounts): Amounts {
  const total: Record<string, number> = {};
  for (const container of spec.containers) add(total, of(container));
  const sidecars: Record<string, number> = {};
  const largest: Record<string, number> = {};
  for (const container of spec.initContainers ?? []) {
    const own = of(container);
    if (container.restartPolicy === 'Always') {
      add(total, own);
      add(sidecars, own);
      raise(largest, sidecars);
    } else {
      const withSidecars: Record<string, number> = { ...own };
      add(withSidecars, sidecars);
      raise(largest, withSidecars);
    }
  }
  raise(total, largest);
  Object.assign(total, podLevel);
  add(total, amounts(spec.overhead as List));
  return total;
}

/** Specs never change in place, so what one asks for is worked out once, however many nodes it is compared with. */
function once<Key extends object>(compute: (key: Key) => Amounts): (key: Key) => Amounts {
  const known = new WeakMap<Key, Amounts>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const amounts = compute(key);
    known.set(key, amounts);
    return amounts;
  };
}

const bySpec = once((spec: PodSpec) => podRequests(spec, plain, podLevelRequests(spec)));
const scoredBySpec = once((spec: PodSpec) => podRequests(spec, nonZero(plain, {}), {}));
const countedBySpec = once((spec: PodSpec) => {
  const podLevel = podLevelRequests(spec);
  return podRequests(spec, nonZero(plain, podLevel), podLevel);
});

/** What a Pod that has no node yet asks for. */
export const requestsOf = ({ spec }: Pod): Amounts => bySpec(spec);

/**
 * The requests with which the Pod at hand is scored. What is said for the Pod as a whole is ignored there.
 * Source: v1.35 pkg/scheduler/framework/plugins/noderesources/fit.go nodeResourceStrategyTypeMap
 */
export const scoresOf = ({ spec }: Pod): Amounts => scoredBySpec(spec);

interface Status {
  readonly name: string;
  readonly allocatedResources?: List;
  readonly resources?: { readonly requests?: List };
}

/** Whether a container has other resources than its Pod asks for now. */
export const isResizing = (pod: Pod): boolean =>
  statusesOf(pod).some(({ name, resources, allocatedResources }) => {
    if (resources === undefined) return false;
    const { containers, initContainers = [] } = pod.spec;
    const asked = [...containers, ...initContainers].find((container) => container.name === name)?.resources?.requests;
    return [resources.requests, allocatedResources].some((list) => list !== undefined && !equal(list, asked));
  });

/** Most often both say the same in the same words. */
function equal(list: List, asked: List): boolean {
  for (const resource in list)
    if (
      asked?.[resource] !== list[resource] &&
      amountOf(resource, list[resource] ?? 0) !== amountOf(resource, asked?.[resource] ?? 0)
    )
      return false;
  return true;
}

const statusesOf = ({ status }: Pod): readonly Status[] =>
  [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])] as readonly Status[];

/**
 * While a Pod on a node is resized, the larger of what is asked and what it still has counts; where the node never can
 * give it, what it has. Source: v1.35 component-helpers/resource/helpers.go determineContainerReqs
 */
function withStatus(pod: Pod): Requests {
  const statuses = new Map(statusesOf(pod).map((status) => [status.name, status]));
  const infeasible = pod.status?.conditions?.some(
    ({ type, reason, status }) => type === 'PodResizePending' && reason === 'Infeasible' && status === 'True',
  );
  return (container) => {
    const status = statuses.get(container.name);
    if (status?.resources === undefined) return plain(container);
    const most: Record<string, number> = infeasible ? {} : { ...plain(container) };
    raise(most, amounts(status.resources.requests));
    raise(most, amounts(status.allocatedResources));
    return most;
  };
}

/** What a Pod takes of the node that it is on. */
export const takenBy = (pod: Pod): Amounts =>
  isResizing(pod) ? podRequests(pod.spec, withStatus(pod), podLevelRequests(pod.spec)) : bySpec(pod.spec);

/** The same with the defaults that scores count with. Source: v1.35 pkg/scheduler/framework/types.go CalculateResource */
export function countedFor(pod: Pod): Amounts {
  if (!isResizing(pod)) return countedBySpec(pod.spec);
  const podLevel = podLevelRequests(pod.spec);
  return podRequests(pod.spec, nonZero(withStatus(pod), podLevel), podLevel);
}
