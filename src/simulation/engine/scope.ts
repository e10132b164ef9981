import type { AnyMachineSnapshot } from 'xstate';

/** An action that a transition has called for, not yet carried out. */
export interface DueAction {
  readonly type: string;
  readonly info: unknown;
  readonly params: unknown;
  readonly exec?: (info: unknown, params: unknown) => void;
}

/**
 * The scope that XState's pure transition function wants: it collects actions instead of running them. One for all
 * charts, since the engine takes one step at a time; XState's own `transition()` builds a scope with a whole actor
 * system at each call, at ten times the price.
 */
export class CollectingScope {
  readonly id = '';
  readonly sessionId = '';
  readonly self = {};
  readonly system = { _sendInspectionEvent: () => undefined };
  private due: DueAction[] = [];

  readonly logger = (): void => undefined;
  readonly defer = (): void => undefined;
  readonly stopChild = (): void => undefined;
  readonly emit = (): void => undefined;
  readonly actionExecutor = (action: DueAction): void => {
    this.due.push(action);
  };

  collect(step: () => AnyMachineSnapshot): {
    readonly snapshot: AnyMachineSnapshot;
    readonly actions: readonly DueAction[];
  } {
    this.due = [];
    const snapshot = step();
    return { snapshot, actions: this.due };
  }
}
