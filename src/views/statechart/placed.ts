import type { StateDefinition } from '../../trace/chart-definition.ts';
import type { Exit, LabelLine } from './exits.ts';

export interface PlacedState {
  readonly state: StateDefinition;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Drawn around its inner states; else one box. */
  readonly open: boolean;
  readonly folded: boolean;
  /** Entered first in the state around it. */
  readonly initial: boolean;
}

export interface PlacedLabel extends LabelLine {
  readonly x: number;
  /** Base line of the text. */
  readonly y: number;
}

export interface PlacedExit {
  readonly id: string;
  readonly exit: Exit;
  readonly labels: readonly PlacedLabel[];
  /** From the state to the state it leads to; empty where it leads nowhere. */
  readonly points: readonly Point[];
  /** From the box to the label. */
  readonly stub: readonly Point[];
  /** Where the line leaves the border of an open state. */
  readonly origin?: Point;
}

export type Point = readonly [x: number, y: number];

/** A chart in px of its own; the cursor changes ink, never place. */
export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly states: readonly PlacedState[];
  readonly exits: readonly PlacedExit[];
}
