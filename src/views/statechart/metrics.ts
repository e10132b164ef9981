import type { LabelLine } from './exits.ts';
import { textWidth } from './text-width.ts';

/** Sizes of a chart at rest, in px. No text is smaller than 12. */
export const metrics = {
  /** A state with its second line. */
  box: 40,
  /** Name of a state that is drawn around others. */
  header: 28,
  stub: 16,
  /** Cases of an event stand this far to the right of its name. */
  case: 10,
  downAt: 22,
  firstTrack: 10,
  track: 9,
  clock: 15,
} as const;

/** Room at the left of inner states, for the mark of the first one. */
export const indent = 22;
export const rowHeight = 17;

const leastBox = 204;

/** Letters are hinted, and another font may have to stand in. */
const slack = 1.02;

export const boxWidth = (names: readonly string[]): number =>
  Math.max(leastBox, ...names.map((name) => Math.ceil(textWidth(name, 13, true)) + 24));

export const labelWidth = (line: LabelLine | undefined): number =>
  line === undefined
    ? 0
    : textWidth(line.text, 12) * slack + (line.timed ? metrics.clock : 0) + (line.indented ? metrics.case : 0);

/** Between a state and the one below: room for a label if there is one. */
export const gap = (label: readonly LabelLine[] | undefined): number => ((label?.length ?? 0) > 0 ? 24 : 12);
