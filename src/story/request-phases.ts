import type { Message } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';

/** The phases of a write, in the order of the API server's statechart. */
const order = ['authenticating', 'authorizing', 'decoding', 'mutating', 'validating', 'admitting', 'storing'] as const;

export interface RequestPhase {
  readonly name: string;
  readonly is: 'passed' | 'refused here' | 'not reached';
}

/** How far a write came: the phases behind a refusal were never entered. */
export function phasesOf(index: TraceIndex, request: Message): readonly RequestPhase[] {
  const entered = new Set((index.transitions.get(request.to) ?? []).flatMap(({ to, via = [] }) => [...via, to]));
  const answer = index.answerOf.get(request.id)?.body;
  const refused = answer?.type === 'http-answer' && answer.code >= 400;
  const last = order.findLast((name) => entered.has(name));
  return order.map((name) => ({
    name,
    is: !entered.has(name) ? 'not reached' : refused && name === last ? 'refused here' : 'passed',
  }));
}
