import { useEffect, useMemo, useState } from 'react';
import { refusedFields } from '../../story/refused-fields.ts';
import type { Story } from '../../story/tell.ts';
import type { Documents } from '../documents.ts';
import type { ManifestLine } from '../manifest-lines.ts';

export interface MarkedLines {
  readonly refused: readonly ManifestLine[];
  readonly notModelled: readonly ManifestLine[];
}

const none: MarkedLines = { refused: [], notModelled: [] };

/** Lines of the files that were refused or are not simulated; found by code that is loaded when there are any. */
export function useMarkedLines(story: Story | undefined, { files }: Documents): MarkedLines {
  const [lines, setLines] = useState(none);
  const refused = useMemo(() => (story ? refusedFields(story.index) : []), [story]);
  const notModelled = story?.index.trace.notModelled;
  useEffect(() => {
    let wanted = true;
    const found =
      refused.length === 0 && (notModelled ?? []).length === 0
        ? Promise.resolve(none)
        : import('../manifest-lines.ts').then(({ manifestLines }) => ({
            refused: manifestLines(refused, files),
            notModelled: manifestLines(notModelled ?? [], files),
          }));
    void found.then((next) => wanted && setLines(next));
    return () => {
      wanted = false;
    };
  }, [refused, notModelled, files]);
  return lines;
}
