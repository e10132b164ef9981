import { useEffect, useRef, useState } from 'react';
import type { OwnCluster } from './own-cluster.ts';
import { type BeingRead, readOwnCluster } from './read-own-cluster.ts';

export type Reading =
  | { readonly is: 'waiting' }
  | { readonly is: 'reading'; readonly share: number; readonly objects: number }
  | { readonly is: 'read'; readonly cluster: OwnCluster }
  | { readonly is: 'refused'; readonly why: string };

interface Reader {
  readonly reading: Reading;
  read(source: string | Blob, name: string): void;
  cancel(): void;
}

/** Reads one text at a time; another one, and the end of the dialog, give up the one before. */
export function useReading(): Reader {
  const [reading, setReading] = useState<Reading>({ is: 'waiting' });
  const current = useRef<BeingRead>(undefined);
  useEffect(() => () => current.current?.cancel(), []);
  return {
    reading,
    read: (source, name) => {
      current.current?.cancel();
      setReading({ is: 'reading', share: 0, objects: 0 });
      current.current = readOwnCluster(source, name, (share, objects) => setReading({ is: 'reading', share, objects }));
      current.current.cluster.then(
        (cluster) => setReading({ is: 'read', cluster }),
        (problem: unknown) =>
          setReading({ is: 'refused', why: problem instanceof Error ? problem.message : String(problem) }),
      );
    },
    cancel: () => {
      current.current?.cancel();
      setReading({ is: 'waiting' });
    },
  };
}
