import { useEffect, useState } from 'react';
import type { Story } from '../../story/tell.ts';
import type { Documents } from '../documents.ts';
import type { NotModelledLine } from '../not-modelled-lines.ts';

const none: readonly never[] = [];

/** Lines of the files that ask for something not simulated; found by code that is loaded when there is any. */
export function useUnmodelled(story: Story | undefined, documents: Documents): readonly NotModelledLine[] {
  const [lines, setLines] = useState<readonly NotModelledLine[]>(none);
  const notes = story?.index.trace.notModelled ?? none;
  useEffect(() => {
    let wanted = true;
    const found =
      notes.length === 0
        ? Promise.resolve(none)
        : import('../not-modelled-lines.ts').then(({ notModelledLines }) => notModelledLines(notes, documents.files));
    void found.then((next) => wanted && setLines(next));
    return () => {
      wanted = false;
    };
  }, [notes, documents]);
  return lines;
}
