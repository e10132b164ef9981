import type { Actor, Decision, Millis, Transition } from '../../trace/trace.ts';
import type { TraceIndex } from '../../trace/trace-index.ts';

/** What the trace has of one actor. */
export interface ActorLife {
  readonly transitions: readonly Transition[];
  readonly decisions: readonly Decision[];
}

/** An address may have been somebody else's before: a worker of a Pod that was made anew. */
export function actorLife(index: TraceIndex, { address, startedAt, stoppedAt }: Actor): ActorLife {
  const end = stoppedAt ?? Number.POSITIVE_INFINITY;
  const within = ({ at }: { readonly at: Millis }) => at >= startedAt && at <= end;
  return {
    transitions: (index.transitions.get(address) ?? []).filter(within),
    decisions: index.decisions.filter((each) => each.who === address && within(each)),
  };
}
