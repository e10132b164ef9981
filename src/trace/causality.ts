import type { EntryId } from './trace.ts';
import type { Entry, TraceIndex } from './trace-index.ts';

/** The entry itself, then what caused it, back to a person's action or a timer. */
export function causesOf(index: TraceIndex, id: EntryId): readonly Entry[] {
  const chain: Entry[] = [];
  const seen = new Set<EntryId>();
  let next: EntryId | undefined = id;
  while (next !== undefined && !seen.has(next)) {
    seen.add(next);
    const entry: Entry | undefined = index.entry(next);
    if (!entry) break;
    chain.push(entry);
    next = entry.is === 'root' ? undefined : entry.value.cause;
  }
  return chain;
}

/** What the entry led to, nearest first, at most `limit` of them. */
export function effectsOf(index: TraceIndex, id: EntryId, limit = 500): readonly Entry[] {
  const found: Entry[] = [];
  const queue = [...(index.effects.get(id) ?? [])];
  const seen = new Set<EntryId>([id]);
  for (let place = 0; place < queue.length && found.length < limit; place += 1) {
    const next = queue[place];
    if (next === undefined || seen.has(next)) continue;
    seen.add(next);
    const entry = index.entry(next);
    if (entry) found.push(entry);
    queue.push(...(index.effects.get(next) ?? []));
  }
  return found;
}
