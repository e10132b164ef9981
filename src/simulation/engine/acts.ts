import type { AnyStateMachine } from 'xstate';
import type { ChartEvent } from './port.ts';

/** What a machine's own functions are given. */
export interface Given {
  readonly context: object;
  readonly event: ChartEvent;
}

/** One thing that a transition calls for. */
export type Act =
  | { readonly kind: 'assign'; readonly assignment: (given: Given) => object }
  | { readonly kind: 'do'; readonly run: (given: Given) => void }
  | {
      readonly kind: 'start timer';
      readonly id: string;
      readonly event: ChartEvent;
      /** As the machine calls it: `every 1 s`, `0`. */
      readonly name: string;
      /** Virtual ms. */
      readonly delay: number | ((given: Given) => number);
    }
  | CancelTimer;

export interface CancelTimer {
  readonly kind: 'cancel timer';
  readonly id: string;
}

/** A function of the machine's own, or what XState makes of `assign` and of `after`: functions that carry data. */
interface Implementation {
  (given: Given): void;
  readonly type?: string;
  readonly assignment?: ((given: Given) => object) | object;
  readonly event?: ChartEvent;
  readonly id?: string;
  readonly sendId?: string;
  readonly delay?: number | string;
}

/** An action as the machine lists it, with its implementation found: by name, or in place. */
export function actOf(machine: AnyStateMachine, listed: unknown): Act {
  const named: unknown = typeof listed === 'string' ? machine.implementations.actions[listed] : listed;
  if (typeof named !== 'function') throw new Error(`${machine.id} has no action ${JSON.stringify(listed)}`);
  const found = named as Implementation;
  switch (found.type) {
    case undefined:
      return { kind: 'do', run: found };
    case 'xstate.assign':
      if (typeof found.assignment !== 'function') break;
      return { kind: 'assign', assignment: found.assignment as (given: Given) => object };
    case 'xstate.cancel':
      return { kind: 'cancel timer', id: found.sendId ?? '' };
    case 'xstate.raise':
      if (found.event === undefined || found.delay === undefined) break;
      return {
        kind: 'start timer',
        id: found.id ?? found.event.type,
        event: found.event,
        name: String(found.delay),
        delay: delayOf(machine, found.delay),
      };
  }
  throw new Error(`${machine.id} has an action of a kind that the engine does not know: ${found.type}`);
}

function delayOf(machine: AnyStateMachine, delay: number | string): number | ((given: Given) => number) {
  const found: unknown = typeof delay === 'number' ? delay : machine.implementations.delays[delay];
  if (typeof found === 'number') return found;
  if (typeof found === 'function') return found as (given: Given) => number;
  throw new Error(`${machine.id} has no delay "${delay}"`);
}

/** A guard with its implementation found; undefined for a transition that asks nothing. */
export function guardOf(machine: AnyStateMachine, listed: unknown): ((given: Given) => boolean) | undefined {
  if (listed === undefined) return undefined;
  const found: unknown = typeof listed === 'string' ? machine.implementations.guards[listed] : listed;
  if (typeof found === 'function' && !('check' in found)) return found as (given: Given) => boolean;
  throw new Error(`${machine.id} has no plain guard ${JSON.stringify(listed)}`);
}
