import type { Pod } from '../../kubernetes/api/types.ts';
import type { Change } from '../../kubernetes/scheduling/what-if/change.ts';
import { originOf } from '../../story/origin-of.ts';
import type { Placement } from '../../story/placement/placement.ts';
import type { Story } from '../../story/tell.ts';
import { clock } from '../../story/words.ts';
import { frameAt } from '../../trace/frame.ts';
import { choices, choose } from '../store.ts';
import type { Wanted } from './apply/wanted.ts';
import { withChanges } from './apply/with-changes.ts';
import { keepApplied, lastApplied } from './last-applied.ts';

/** Undefined where the Pod of the decision is not in the run. */
export function wanted(story: Story, { at, about, chosen }: Placement, changes: readonly Change[]): Wanted | undefined {
  const { documents, cursor } = choices();
  const frame = frameAt(story.index, at);
  const pod = frame.object(about) as Pod | undefined;
  if (pod === undefined) return undefined;
  return {
    documents,
    origins: originOf(frame, pod),
    changes,
    at: Math.max(cursor, Math.ceil(at) + 1),
    fromStart: chosen !== undefined,
  };
}

/** Makes the changes and runs the scenario with them; what was done is said, and can be undone. */
export function applyChanges(story: Story, placement: Placement, changes: readonly Change[]): void {
  const made = wanted(story, placement, changes);
  if (made === undefined) return;
  const applied = withChanges(made.documents, made.origins, made.changes, made.at, made.fromStart);
  if ('cannot' in applied) {
    choose({ notice: applied.cannot });
    return;
  }
  const { documents, running, builtIn, cursor, started, followed } = choices();
  keepApplied({
    did: applied.did,
    before: { documents, running, builtIn, cursor, started, followed },
    documents: applied.documents,
  });
  choose({
    documents: applied.documents,
    running: applied.documents,
    builtIn: undefined,
    started: true,
    playing: false,
    notice: `${applied.did} This is another run, as of ${clock(cursor)} s.`,
  });
}

/** Everything is again as it was before the changes. */
export function undoApplied(): void {
  const last = lastApplied();
  if (last === undefined) return;
  keepApplied(undefined);
  choose({ ...last.before, playing: false, notice: 'Undone: the run is as it was before.' });
}
