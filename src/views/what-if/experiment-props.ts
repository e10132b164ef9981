import type { Node } from '../../kubernetes/api/types.ts';
import type { ClusterChange } from '../../kubernetes/scheduling/what-if/change.ts';
import type { NodeIntent } from '../../kubernetes/scheduling/what-if/node-intent.ts';
import type { NodeNames } from '../../story/placement/hidden-names.ts';
import type { Placement } from '../../story/placement/placement.ts';

export interface ExperimentProps {
  /** What was decided. */
  readonly placement: Placement;
  /** What would be decided; undefined until it is known. */
  readonly then: Placement | undefined;
  /** The scheduler's sentence then, where no node fits. */
  readonly sentence: string | undefined;
  readonly computing: boolean;
  readonly broken: string | undefined;
  readonly intents: readonly NodeIntent[];
  /** One for each intent that could be made. */
  readonly changes: readonly ClusterChange[];
  /** A node as it is in the run. */
  readonly nodeOf: (name: string) => Node | undefined;
  readonly names: NodeNames;
  readonly onIntents: (intents: readonly NodeIntent[]) => void;
  /** Runs the scenario with the changes. */
  readonly onRun: () => void;
  readonly onBack: () => void;
}
