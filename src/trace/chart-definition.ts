/**
 * A statechart as plain data: what a machine can do, before any run. The trace names states by the same paths, so a
 * view can light one from the other without knowing the simulator.
 */
export interface ChartDefinition {
  /** As actors name it: `kubelet-pod-worker`. */
  readonly machine: string;
  readonly root: StateDefinition;
}

export interface StateDefinition {
  /** From the root, joined by dots: `syncing.pulling the image`; empty for the root itself. */
  readonly path: string;
  readonly name: string;
  readonly kind: 'atomic' | 'compound' | 'parallel' | 'final';
  readonly description?: string;
  /** Path of the child that is entered first; compound states only. */
  readonly initial?: string;
  /** Names of the actions that entering it calls for. */
  readonly entry: readonly string[];
  readonly transitions: readonly TransitionDefinition[];
  readonly states: readonly StateDefinition[];
}

/** What makes a state leave: something happened, time has passed, or nothing more is needed. */
export type Trigger =
  | { readonly on: 'event'; readonly name: string }
  | { readonly on: 'delay'; readonly name: string }
  | { readonly on: 'always' };

export interface TransitionDefinition {
  readonly trigger: Trigger;
  readonly guard?: string;
  readonly actions: readonly string[];
  /** Path of the state entered; absent where the machine acts and stays. */
  readonly target?: string;
}
