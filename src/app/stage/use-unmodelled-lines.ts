import { useEffect, useState } from 'react';
import type { Story } from '../../story/tell.ts';
import type { Documents } from '../documents.ts';
import type { ManifestLine } from '../manifest-lines.ts';

const none: readonly ManifestLine[] = [];

/** Lines of the files that the run on the screen does not simulate; found by code that is loaded when there are any. */
export function useUnmodelledLines(story: Story | undefined, { files }: Documents): readonly ManifestLine[] {
  const [lines, setLines] = useState(none);
  const notes = story?.index.trace.notModelled;
  useEffect(() => {
    let wanted = true;
    const found =
      notes === undefined || notes.length === 0
        ? Promise.resolve(none)
        : import('../manifest-lines.ts').then(({ manifestLines }) => manifestLines(notes, files));
    void found.then((next) => wanted && setLines(next));
    return () => {
      wanted = false;
    };
  }, [notes, files]);
  return lines;
}
