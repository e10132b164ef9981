import { useEffect, useState } from 'react';
import { type Story, tell } from '../../story/tell.ts';
import { type Documents, putTogether } from '../documents.ts';
import { askWorker } from './ask-worker.ts';
import type { Computed, Problem } from './compute-run.ts';

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

type Reply = Computed | { readonly broken: string };

const nothingYet: Run = { story: undefined, of: undefined, computing: false, problems: [], broken: undefined };

/** Milliseconds without a word before "Computing" is said. */
const patience = 300;

export function useRun(documents: Documents): Run {
  const [run, setRun] = useState<Run>(nothingYet);
  useEffect(() => {
    if (documents.scenario === '') return;
    const slow = setTimeout(() => setRun((now) => ({ ...now, computing: true })), patience);
    const question = { text: putTogether(documents), fileName: 'scenario.yaml' };
    const stop = askWorker<Reply>(question, (reply) => {
      clearTimeout(slow);
      setRun((now) => {
        if ('broken' in reply) return { ...now, computing: false, broken: reply.broken };
        if ('problems' in reply) return { ...now, computing: false, problems: reply.problems, broken: undefined };
        return { story: tell(reply.trace), of: documents, computing: false, problems: [], broken: undefined };
      });
    });
    return () => {
      clearTimeout(slow);
      stop();
    };
  }, [documents]);
  return run;
}
