import type { Frame } from '../../trace/frame.ts';
import type { Actor, Transition } from '../../trace/trace.ts';
import type { TraceIndex } from '../../trace/trace-index.ts';

/** A chart as the trace knows it: what any actor of this machine did in the run. */
export interface ChartGraph {
  readonly machine: string;
  readonly states: readonly string[];
  readonly edges: readonly ChartEdge[];
}

export interface ChartEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly event: string;
}

/** The states and transitions that actors of one machine went through. */
export function chartGraph({ trace, transitions }: TraceIndex, machine: string): ChartGraph {
  const states = new Set<string>();
  const edges = new Map<string, ChartEdge>();
  for (const { address } of trace.actors.filter((actor) => actor.machine === machine)) {
    for (const { from, to, event } of transitions.get(address) ?? []) {
      states.add(to);
      if (from === '') continue;
      const id = edgeId(from, to, event);
      edges.set(id, { id, from, to, event });
    }
  }
  return { machine, states: [...states], edges: [...edges.values()] };
}

const edgeId = (from: string, to: string, event: string): string => `${from} -> ${to}: ${event}`;

/** What one actor has done by the cursor. */
export interface ChartProgress {
  readonly active: string | undefined;
  readonly entered: ReadonlySet<string>;
  readonly taken: ReadonlySet<string>;
  readonly since: number | undefined;
}

export function chartProgress(frame: Frame, actor: Actor): ChartProgress {
  const done: Transition[] = (frame.index.transitions.get(actor.address) ?? []).filter(({ at }) => at <= frame.at);
  const last = done.at(-1);
  return {
    active: last?.to,
    since: last?.at,
    entered: new Set(done.map(({ to }) => to)),
    taken: new Set(done.map(({ from, to, event }) => edgeId(from, to, event))),
  };
}
