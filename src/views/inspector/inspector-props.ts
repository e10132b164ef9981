import type { Story } from '../../story/tell.ts';
import type { Frame } from '../../trace/frame.ts';
import type { EntryId, Millis } from '../../trace/trace.ts';

export interface InspectorProps {
  readonly story: Story;
  readonly frame: Frame;
  /** A message, a decision or the root of a chain of causes. */
  readonly selected: EntryId | undefined;
  /** Key of an object: `pods/default/nginx`. */
  readonly followed: string | undefined;
  /** The message that arrived last, shown while nothing is selected or followed. */
  readonly atCursor: EntryId | undefined;
  readonly onSelect: (id: EntryId | undefined) => void;
  readonly onFollow: (key: string) => void;
  readonly onSeek: (at: Millis) => void;
  /** Shows what the API server made of the object of a request. */
  readonly onMade: (request: EntryId) => void;
  /** Shows the scheduler's decision about a Pod, by key, at this moment. */
  readonly onMatrix: (about: string, at: Millis) => void;
}
