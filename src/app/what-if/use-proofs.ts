import { useEffect, useMemo, useState } from 'react';
import type { Pod } from '../../kubernetes/api/types.ts';
import type { Fix } from '../../kubernetes/scheduling/what-if/tried.ts';
import type { Placement } from '../../story/placement/placement.ts';
import { differences, placedIn, podsInWords } from '../../story/run-comparison.ts';
import { makerOf, type RunSummary, runSummary } from '../../story/run-summary.ts';
import type { Story } from '../../story/tell.ts';
import { frameAt } from '../../trace/frame.ts';
import type { Proof } from '../../views/what-if/fix-list.tsx';
import { wanted } from './apply-changes.ts';
import { Prover } from './prover.ts';

/** Runs with more messages than this are computed again only when somebody asks for it. */
const mostMessages = 40_000;

/** What the whole run came to with each fix, as far as it is known; and how to ask for one. */
export function useProofs(
  story: Story,
  placement: Placement,
  fixes: readonly Fix[],
): { readonly proofs: ReadonlyMap<Fix, Proof>; readonly prove: (fix: Fix) => void } {
  const [proofs, setProofs] = useState<ReadonlyMap<Fix, Proof>>(new Map());
  const prover = useMemo(() => new Prover(), []);
  const small = story.index.messages.length <= mostMessages;
  useEffect(() => () => prover.end(), [prover]);
  const prove = (fix: Fix): void => {
    if (proofs.has(fix)) return;
    const made = wanted(story, placement, fix.changes);
    if (made === undefined) return;
    const set = (proof: Proof) => setProofs((now) => new Map(now).set(fix, proof));
    set({ says: '', differs: [] });
    const { maker, was } = asItIs(story, placement);
    void prover.prove(made, maker).then((proved) => {
      set('cannot' in proved ? { runs: false, says: proved.cannot, differs: [] } : proofOf(was, proved.summary, fix));
    });
  };
  useEffect(() => {
    if (small) for (const fix of fixes) prove(fix);
  });
  return { proofs, prove };
}

const known = new WeakMap<Story, Map<string, RunSummary>>();

/** The Pods' maker, and what the run on the screen makes of them. */
function asItIs(story: Story, { about, at }: Placement): { readonly maker: string; readonly was: RunSummary } {
  const frame = frameAt(story.index, at);
  const maker = makerOf(frame, frame.object(about) as Pod);
  const ofRun = known.get(story) ?? new Map<string, RunSummary>();
  known.set(story, ofRun);
  const was = ofRun.get(maker) ?? runSummary(story.index, maker);
  ofRun.set(maker, was);
  return { maker, was };
}

/** A Pod more than before has a node; or, where the run had ended well anyway, as many, one of them where it was foretold. */
function proofOf(was: RunSummary, is: RunSummary, { chosen }: Fix): Proof {
  const more = placedIn(is) > placedIn(was);
  const there = is.pods.some(({ node }) => node === chosen) && placedIn(is) >= placedIn(was);
  return { runs: is.pods.length > 0 && (more || there), says: podsInWords(is), differs: differences(was, is) };
}
