import { useEffect, useState } from 'react';
import { type Story, tell } from '../../story/tell.ts';
import { firstChoices } from '../choices.ts';
import { cursorWithin } from '../cursor-within.ts';
import type { Documents } from '../documents.ts';
import { choose } from '../store.ts';
import { computeRun, GivenUp } from './ask-worker.ts';
import type { Problem } from './compute-run.ts';

/** The run on the screen. The last one stays until the new one is there. */
export interface Run {
  readonly story: Story | undefined;
  /** The texts that `story` was made from. */
  readonly of: Documents | undefined;
  readonly computing: boolean;
  readonly problems: readonly Problem[];
  /** A fault of the simulator itself. */
  readonly broken: string | undefined;
}

const nothingYet: Run = { story: undefined, of: undefined, computing: false, problems: [], broken: undefined };

/** Milliseconds without a word before "Computing" is said. */
const patience = 300;

export function useRun(documents: Documents): Run {
  const [run, setRun] = useState<Run>(nothingYet);
  useEffect(() => {
    if (documents === firstChoices.documents) return;
    let wanted = true;
    const slow = setTimeout(() => setRun((now) => ({ ...now, computing: true })), patience);
    const settle = (change: Partial<Run>) => {
      if (!wanted) return;
      clearTimeout(slow);
      setRun((now) => ({ ...now, computing: false, problems: [], broken: undefined, ...change }));
    };
    computeRun(documents).then(
      (computed) => {
        if ('problems' in computed) return settle({ problems: computed.problems });
        settle({ story: tell(computed.trace), of: documents });
        if (wanted) choose(cursorWithin(computed.trace));
      },
      (fault: unknown) => {
        if (!(fault instanceof GivenUp)) settle({ broken: fault instanceof Error ? fault.message : String(fault) });
        else if (fault.by === 'a person') settle({});
      },
    );
    return () => {
      wanted = false;
      clearTimeout(slow);
    };
  }, [documents]);
  return run;
}
