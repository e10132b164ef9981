import type { Pod } from '../../kubernetes/api/types.ts';
import type { Millis } from '../../trace/trace.ts';
import type { TraceIndex } from '../../trace/trace-index.ts';

/** Where a Pod stands for the whole run: never moved, and its place is empty before and after it. */
export interface PodPlace {
  readonly uid: string;
  readonly key: string;
  readonly node: string;
  readonly slot: number;
}

export interface PodPlaces {
  readonly places: readonly PodPlace[];
  readonly slots: ReadonlyMap<string, number>;
  /** Nodes of whose Pods something is told in this run. */
  readonly told: ReadonlySet<string>;
}

/** As many have a place on the smallest map; beyond it those that something is told of come first. */
const fewest = 3;

/** A slot is used again once the Pod in it is gone. */
export function podPlaces(index: TraceIndex): PodPlaces {
  const all = livesOf(index).toSorted((a, b) => a.from - b.from);
  const counts = new Map<string, number>();
  for (const { node } of all) counts.set(node, (counts.get(node) ?? 0) + 1);
  const waits = ({ node, told }: Life): boolean => !told && (counts.get(node) ?? 0) > fewest;
  const lives = [...all.filter((life) => !waits(life)), ...all.filter(waits)];
  const freeAt = new Map<string, Millis[]>();
  const places = lives.map(({ uid, key, node, from, to }): PodPlace => {
    const slots = freeAt.get(node) ?? [];
    const free = slots.findIndex((until) => until < from);
    const slot = free < 0 ? slots.length : free;
    slots[slot] = to;
    freeAt.set(node, slots);
    return { uid, key, node, slot };
  });
  const slots = new Map([...freeAt].map(([node, { length }]) => [node, length]));
  return { places, slots, told: new Set(all.filter(({ told }) => told).map(({ node }) => node)) };
}

interface Life {
  readonly uid: string;
  readonly key: string;
  readonly node: string;
  readonly from: Millis;
  to: Millis;
  readonly told: boolean;
}

function livesOf(index: TraceIndex): Life[] {
  const lives = new Map<string, Life>();
  for (const key of index.keys.get('pods') ?? []) {
    const history = index.histories.get(key) ?? [];
    for (const { object, at, operation } of history) {
      const { metadata, spec } = object as Pod;
      const known = lives.get(metadata.uid);
      if (known && operation === 'delete') known.to = at;
      if (known || !spec.nodeName) continue;
      lives.set(metadata.uid, {
        uid: metadata.uid,
        key,
        node: spec.nodeName,
        from: at,
        to: Number.POSITIVE_INFINITY,
        told: at > 0 || history.length > 1,
      });
    }
  }
  return [...lives.values()];
}
