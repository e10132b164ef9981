import { useEffect, useState } from 'react';
import type { Narration } from '../../story/narration/narration.ts';
import type { Stop } from '../../story/stops.ts';
import type { Story } from '../../story/tell.ts';

/** The narration with the rows about the scheduler's numbers; their code is loaded where there are such numbers. */
export function useExplained(story: Story, stop: Stop | undefined, narration: Narration): Narration {
  const [known, setKnown] = useState<{ readonly of: Stop; readonly rows: readonly string[] }>();
  const counted = narration.counted === true;
  useEffect(() => {
    if (!counted || stop === undefined) return;
    let wanted = true;
    void import('../../story/narration/explain-place.ts').then(
      ({ explainPlace }) => wanted && setKnown({ of: stop, rows: explainPlace(story, stop) }),
    );
    return () => {
      wanted = false;
    };
  }, [counted, story, stop]);
  if (!counted || known === undefined || known.of !== stop) return narration;
  return { ...narration, explains: [...known.rows, ...(narration.explains ?? [])] };
}
