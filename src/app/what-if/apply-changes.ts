import type { Pod } from '../../kubernetes/api/types.ts';
import type { Change } from '../../kubernetes/scheduling/what-if/change.ts';
import type { Placement } from '../../story/placement.ts';
import type { Story } from '../../story/tell.ts';
import { clock } from '../../story/words.ts';
import { frameAt } from '../../trace/frame.ts';
import { choices, choose } from '../store.ts';
import type { Applied } from './apply/applied.ts';
import { withChanges } from './apply/with-changes.ts';
import { keepApplied, lastApplied } from './last-applied.ts';

/** The documents with the changes made at the cursor, no earlier than the decision that they answer. */
export function documentsWith(story: Story, { at, about }: Placement, changes: readonly Change[]): Applied {
  const { documents, cursor } = choices();
  const frame = frameAt(story.index, at);
  const pod = frame.object(about) as Pod | undefined;
  if (pod === undefined) return { cannot: 'The Pod of this decision is not in the run.' };
  return withChanges(documents, frame, pod, changes, Math.max(cursor, Math.ceil(at) + 1));
}

/** Makes the changes and runs the scenario with them; what was done is said, and can be undone. */
export function applyChanges(story: Story, placement: Placement, changes: readonly Change[]): void {
  const applied = documentsWith(story, placement, changes);
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
