import type { Pod } from '../api/types.ts';
import { priorityOf } from './preemption/importance.ts';

/** A Pod that was promised room on a node where others make way. */
export interface Promised {
  readonly pod: Pod;
  readonly node: string;
}

/** The promises that count when a Pod is placed: those of others that are at least as important. */
export const promisesBefore = (pod: Pod, all: Iterable<Promised>): readonly Promised[] =>
  [...all].filter((other) => other.pod.metadata.uid !== pod.metadata.uid && priorityOf(other.pod) >= priorityOf(pod));
