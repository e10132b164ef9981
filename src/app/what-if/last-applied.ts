import { useSyncExternalStore } from 'react';
import type { Choices } from '../choices.ts';
import type { Documents } from '../documents.ts';

/** What was applied last and can be undone. */
export interface LastApplied {
  readonly did: string;
  readonly before: Pick<Choices, 'documents' | 'running' | 'builtIn' | 'cursor' | 'started' | 'followed'>;
  /** The documents that the change has made: as long as they are there, it can be undone. */
  readonly documents: Documents;
}

let last: LastApplied | undefined;
const listeners = new Set<() => void>();

export const lastApplied = (): LastApplied | undefined => last;

export function keepApplied(applied: LastApplied | undefined): void {
  last = applied;
  for (const listener of listeners) listener();
}

export const useLastApplied = (): LastApplied | undefined =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, lastApplied);
