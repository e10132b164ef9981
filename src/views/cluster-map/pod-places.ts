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
}

/** A slot is used again once the Pod in it is gone. */
export function podPlaces(index: TraceIndex): PodPlaces {
  const lives = livesOf(index).toSorted((a, b) => a.from - b.from);
  const freeAt = new Map<string, Millis[]>();
  const places = lives.map(({ uid, key, node, from, to }): PodPlace => {
    const slots = freeAt.get(node) ?? [];
    const free = slots.findIndex((until) => until < from);
    const slot = free < 0 ? slots.length : free;
    slots[slot] = to;
    freeAt.set(node, slots);
    return { uid, key, node, slot };
  });
  return { places, slots: new Map([...freeAt].map(([node, { length }]) => [node, length])) };
}

interface Life {
  readonly uid: string;
  readonly key: string;
  readonly node: string;
  readonly from: Millis;
  to: Millis;
}

function livesOf(index: TraceIndex): Life[] {
  const lives = new Map<string, Life>();
  for (const key of index.keys.get('pods') ?? []) {
    for (const { object, at, operation } of index.histories.get(key) ?? []) {
      const { metadata, spec } = object as Pod;
      const known = lives.get(metadata.uid);
      if (known && operation === 'delete') known.to = at;
      if (known || !spec.nodeName) continue;
      lives.set(metadata.uid, { uid: metadata.uid, key, node: spec.nodeName, from: at, to: Number.POSITIVE_INFINITY });
    }
  }
  return [...lives.values()];
}
