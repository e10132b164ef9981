import type { NodeSpec } from './scenario.ts';

/** What a scenario need not say. Times in virtual ms. */
export const settledDefaults = {
  seed: 1,
  until: 60_000,
  clientFrom: 3000,
  clientEvery: 250,
  clientRequests: 12,
} as const;

export const defaultCapacity = { cpu: '4', memory: '8Gi', pods: '110', 'ephemeral-storage': '100Gi' } as const;

/** worker-1, worker-2, … */
export const defaultNodes = (count: number): readonly NodeSpec[] =>
  Array.from({ length: count }, (_, i) => ({
    name: `worker-${i + 1}`,
    capacity: defaultCapacity,
    labels: {},
    taints: [],
    images: [],
  }));
