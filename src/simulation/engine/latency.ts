import type { Draw } from '../../kubernetes/api/calls.ts';

/** [least, median, nine in ten are below], virtual ms. */
type Spread = readonly [number, number, number];

/**
 * The one latency model. Medians and spreads of the node's work are those measured on a real v1.35.6 kubelet with
 * containerd 1.6; those inside the control plane are shares of the measured durations of whole requests
 * (a create 6 to 18 ms, a status patch 4 to 10 ms, etcd fsync about 1.2 ms).
 */
const spreads = {
  'kubectl starts': [60, 72, 84],
  'kubectl discovers': [62, 72, 84],
  'kubectl prepares': [3, 5, 8],
  'over the network': [0.1, 0.2, 0.35],
  authenticating: [0.15, 0.25, 0.4],
  authorizing: [0.08, 0.15, 0.3],
  decoding: [0.1, 0.2, 0.4],
  mutating: [0.2, 0.4, 0.8],
  validating: [0.1, 0.2, 0.4],
  admitting: [0.1, 0.2, 0.4],
  responding: [0.1, 0.2, 0.3],
  reading: [0.4, 0.8, 1.6],
  'etcd commits': [1.0, 1.4, 2.4],
  'etcd notifies': [0.1, 0.2, 0.4],
  'watch event': [0.2, 0.4, 0.9],
  'controller works': [0.3, 0.7, 2],
  'event is sent': [0.5, 1.2, 3],
  'scheduling cycle': [0.3, 0.6, 1.2],
  'kubelet looks': [0.3, 0.6, 1.2],
  'status is sent': [7, 11, 18],
  'pod is prepared': [4, 7, 12],
  'volume is mounted': [2, 5, 15],
  'runtime call': [0.3, 0.6, 1.5],
  'runtime lists': [2, 4, 8],
  'sandbox is made': [90, 130, 206],
  'address is given': [20, 40, 70],
  'image is looked up': [1, 2, 3],
  'registry answers': [8, 15, 40],
  'container is created': [7, 14, 28],
  'container is started': [45, 70, 130],
  'container is stopped': [30, 55, 90],
  'sandbox is stopped': [80, 120, 200],
  'pod is cleaned up': [300, 400, 600],
  'probe is answered': [0.5, 1.2, 3],
  'rules are written': [15, 25, 45],
  'packet travels': [0.1, 0.2, 0.4],
  'command runs in container': [40, 70, 120],
} as const satisfies Readonly<Record<string, Spread>>;

export type LatencyKind = keyof typeof spreads;

/** Virtual time is kept in whole microseconds, so that sums print the same everywhere. */
export const microseconds = (ms: number): number => Math.round(ms * 1000) / 1000;

/**
 * A duration of this kind, virtual ms: linear between the least, the median and the ninth decile, and at most as far
 * beyond that as the decile is above the median. Only additions and products, so that all machines agree on the bits.
 */
export function latency(kind: LatencyKind, draw: Draw): number {
  const [least, median, decile] = spreads[kind];
  const share = draw();
  if (share < 0.5) return microseconds(least + (median - least) * share * 2);
  return microseconds(median + (decile - median) * (share - 0.5) * 2.5);
}

/** Bytes per virtual ms that a node takes from the registry: 41.9 MB in 1.04 s, as recorded. */
export const pullBytesPerMs = 41_000;
