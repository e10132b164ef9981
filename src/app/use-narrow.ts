import { useSyncExternalStore } from 'react';

function useMatch(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** Whether the screen is a phone's. */
export const useNarrow = (): boolean => useMatch('(max-width: 719px)');

/** Whether nothing should fly: the mark then stands at its goal. */
export const useStill = (): boolean => useMatch('(prefers-reduced-motion: reduce)');

/** Whether two pictures fit side by side. */
export const useWide = (): boolean => useMatch('(min-width: 1680px)');
