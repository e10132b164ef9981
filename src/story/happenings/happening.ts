import type { Millis } from '../../trace/trace.ts';
import type { Story } from '../tell.ts';

/** Something that a person would mention of a stretch of the run, as one sentence. */
export interface Happening {
  readonly at: Millis;
  readonly says: string;
  /** What the rest follows from: told even where there is no room for all. */
  readonly main?: true;
}

/** A part of the run: after `from`, up to and with `to`. */
export interface Stretch {
  readonly from: Millis;
  readonly to: Millis;
}

/** What is to be told of a stretch about one subject, in order. */
export type Telling = (story: Story, stretch: Stretch) => readonly Happening[];

export const within = ({ from, to }: Stretch, at: Millis): boolean => at > from && at <= to;
