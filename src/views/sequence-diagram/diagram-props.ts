import type { Level } from '../../story/level.ts';
import type { Pacing } from '../../story/pacing.ts';
import type { Story } from '../../story/tell.ts';
import type { EntryId, Millis } from '../../trace/trace.ts';
import type { Size } from '../size.ts';

/** Room for the times at the left. */
export const timesWidth = 98;

export interface SequenceDiagramProps {
  readonly story: Story;
  readonly pacing: Pacing;
  readonly level: Level;
  readonly cursor: Millis;
  readonly playing: boolean;
  readonly size: Size;
  readonly dim: boolean;
  readonly selected: EntryId | undefined;
  readonly followed: string | undefined;
  /** The lane whose messages alone are shown: `worker-1/kubelet`. */
  readonly lane: string | undefined;
  readonly search: string;
  readonly onSelect: (id: EntryId | undefined) => void;
  readonly onOpen: (id: EntryId) => void;
  readonly onLane: (lane: string | undefined) => void;
}
