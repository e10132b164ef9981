import type { Pod } from '../kubernetes/api/types.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import type { Placement } from './placement.ts';

/** The sentence that kube-scheduler wrote into the Pod after this attempt; the same one is not written twice. */
export function refusalSentence({ histories }: TraceIndex, placement: Placement): string | undefined {
  const { about, at, attempts, attempt, chosen } = placement;
  if (chosen !== undefined) return undefined;
  const next = attempts[attempt]?.at ?? Number.POSITIVE_INFINITY;
  const said = (histories.get(about) ?? []).flatMap(({ object, at: written }) => {
    const { conditions } = (object as Pod | undefined)?.status ?? {};
    const found = conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False')?.message;
    return found === undefined || written >= next ? [] : [{ written, found }];
  });
  return (said.find(({ written }) => written >= at) ?? said.at(-1))?.found;
}
