import type { ReactNode } from 'react';
import type { NodeNames } from '../../story/placement/hidden-names.ts';
import type { Placement } from '../../story/placement/placement.ts';
import type { PlacementColumn } from '../../story/placement/placement-columns.ts';
import type { Story } from '../../story/tell.ts';
import type { Frame } from '../../trace/frame.ts';

export interface SchedulerMatrixProps {
  readonly story: Story;
  readonly frame: Frame;
  readonly followed: string | undefined;
  /** Moves the cursor to another attempt; virtual ms. */
  readonly onSeek?: (at: number) => void;
  /** Another Pod's decisions are asked for, by key. */
  readonly onFollow?: (key: string) => void;
  /** Shows a field of the Pod in the editor: key of the object, path. */
  readonly showLine?: ((about: string, path: string) => void) | undefined;
  /** What would make the Pod fit. */
  readonly fixes?: Beside;
  /** Why not on one node. */
  readonly aboutNode?: (placement: Placement, names: NodeNames, node: string) => ReactNode;
  /** What else can be asked about the decision. */
  readonly tools?: Beside;
}

/** Something about the decision that is shown; nothing where there is nothing to say. */
export type Beside = (placement: Placement, names: NodeNames) => ReactNode;

/** A cell that somebody selected; the column after the last is the total. */
export interface Selection {
  readonly node: string;
  readonly column: number;
}

/** What every picture of one decision gets. */
export interface DecisionProps {
  readonly placement: Placement;
  readonly columns: readonly PlacementColumn[];
  readonly names: NodeNames;
  /** Place of the last column that counts so far; beyond the last column at the end. */
  readonly step: number;
  readonly selection: Selection | undefined;
  readonly onSelect: (selection: Selection | undefined) => void;
}
