import type { Node, Pod } from '../../kubernetes/api/types.ts';
import type { Frame } from '../../trace/frame.ts';

export interface Gauge {
  readonly cpu: number;
  readonly memory: number;
}

const units: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A quantity as a number, good enough to draw a bar with. */
export function drawn(quantity: string | undefined): number {
  const parts = /^([\d.]+)([a-zA-Z]*)$/.exec(quantity ?? '');
  return parts ? Number(parts[1]) * (units[parts[2] ?? ''] ?? 1) : 0;
}

/** Requested of allocatable on each node, 0 to 1. */
export function gaugesOf(frame: Frame): ReadonlyMap<string, Gauge> {
  const asked = new Map<string, { cpu: number; memory: number }>();
  for (const pod of frame.pods() as readonly Pod[]) {
    const node = pod.spec.nodeName;
    if (!node || pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed') continue;
    const sum = asked.get(node) ?? { cpu: 0, memory: 0 };
    for (const { resources } of pod.spec.containers) {
      sum.cpu += drawn(resources?.requests?.['cpu']);
      sum.memory += drawn(resources?.requests?.['memory']);
    }
    asked.set(node, sum);
  }
  const nodes = frame.list('nodes') as readonly Node[];
  return new Map(
    nodes.map(({ metadata, status }) => {
      const sum = asked.get(metadata.name) ?? { cpu: 0, memory: 0 };
      const share = (part: number, of: string | undefined) => (drawn(of) > 0 ? Math.min(1, part / drawn(of)) : 0);
      return [
        metadata.name,
        {
          cpu: share(sum.cpu, status?.allocatable?.['cpu']),
          memory: share(sum.memory, status?.allocatable?.['memory']),
        },
      ];
    }),
  );
}
