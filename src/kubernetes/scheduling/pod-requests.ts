import { milliValue, value } from '../api/quantity.ts';
import type { Container, Pod, PodSpec } from '../api/types.ts';

/** Amounts by resource: cpu in millicores, everything else in its own unit. */
export type Amounts = Readonly<Record<string, number>>;

export const amountOf = (resource: string, quantity: string | number): number =>
  resource === 'cpu' ? milliValue(quantity) : value(quantity);

type List = Readonly<Record<string, string>> | undefined;

function amounts(list: List): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [resource, quantity] of Object.entries(list ?? {})) found[resource] = amountOf(resource, quantity);
  return found;
}

function add(into: Record<string, number>, more: Amounts): void {
  for (const [resource, amount] of Object.entries(more)) into[resource] = (into[resource] ?? 0) + amount;
}

function raise(into: Record<string, number>, atLeast: Amounts): void {
  for (const [resource, amount] of Object.entries(atLeast)) into[resource] = Math.max(into[resource] ?? 0, amount);
}

type Requests = (container: Container) => Amounts;
const plain: Requests = (container) => amounts(container.resources?.requests);

/** 100m of cpu and 200 MiB of memory where a container says nothing. Source: v1.35 pkg/scheduler/util/pod_resources.go */
const nonZero: Requests = (container) => {
  const asked = amounts(container.resources?.requests);
  return { ...asked, cpu: asked['cpu'] ?? 100, memory: asked['memory'] ?? 209_715_200 };
};

/**
 * What a Pod asks for as a whole: the sum of its containers, or the largest of its init containers with the sidecars
 * started before it, whichever is more; then the Pod's own requests, then the overhead.
 * Source: v1.35 staging/src/k8s.io/component-helpers/resource/helpers.go PodRequests
 */
function podRequests(spec: PodSpec, of: Requests, podLevel: boolean): Amounts {
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
  if (podLevel) Object.assign(total, amounts((spec as { resources?: { requests?: List } }).resources?.requests));
  add(total, amounts(spec.overhead as List));
  return total;
}

/** Specs never change in place, so what one asks for is worked out once, however many nodes it is compared with. */
function once(compute: (spec: PodSpec) => Amounts): (pod: Pod) => Amounts {
  const known = new WeakMap<PodSpec, Amounts>();
  return ({ spec }) => {
    const before = known.get(spec);
    if (before !== undefined) return before;
    const amounts = compute(spec);
    known.set(spec, amounts);
    return amounts;
  };
}

export const requestsOf = once((spec) => podRequests(spec, plain, true));

/** The requests that scores count with. */
export const scoresOf = once((spec) => podRequests(spec, nonZero, false));
