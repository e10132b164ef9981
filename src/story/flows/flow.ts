import type { EntryId, Message, Write } from '../../trace/trace.ts';
import type { TraceIndex } from '../../trace/trace-index.ts';
import type { Level } from '../level.ts';
import type { StepNumber } from '../steps.ts';

export interface Told {
  readonly step?: StepNumber;
  readonly level: Level;
  readonly label?: string;
  readonly failed?: boolean;
}

export interface FlowContext {
  readonly index: TraceIndex;
  /** What a request wrote. */
  readonly writes: ReadonlyMap<EntryId, Write>;
  /** True the first time that it is asked for this name. */
  readonly once: (name: string) => boolean;
}

/** What one step of the story says about a message; undefined when it is not about this step. */
export type Flow = (message: Message, context: FlowContext) => Told | undefined;
