import { clock, duration, moment, plural } from '../../story/words.ts';
import type { StateDefinition } from '../../trace/chart-definition.ts';
import type { Millis, Transition } from '../../trace/trace.ts';
import type { Visit } from './chart-progress.ts';

/** `0.172 to 0.473, 3 times`; `since 0.473 s` while it is active; `at 0.473 s` if it took no time or is the end. */
export function visitWords({ from, until, times }: Visit, final = false): string {
  const when =
    final || (until !== undefined && clock(until) === clock(from))
      ? `at ${moment(from)}`
      : until === undefined
        ? `since ${moment(from)}`
        : `${clock(from)} to ${moment(until)}`;
  return times > 1 ? `${when}, ${plural(times, 'time')}` : when;
}

/** What comes next and how long it takes to come: `next: PLEG relist` and `, in 0.78 s`. */
export function nextWords(
  next: Transition | undefined,
  state: string,
  now: Millis,
): readonly [what: string, when: string] {
  if (next === undefined) return ['stays to the end of the run', ''];
  const left = next.at > now ? `in ${duration(next.at - now)}` : 'now';
  return next.event === '0' || next.event === state ? [`done ${left}`, ''] : [`next: ${next.event}`, `, ${left}`];
}

/** A state by its own name; with the one around it where the chart has several of that name. */
export function stateWords(states: ReadonlyMap<string, StateDefinition>, path: string): string {
  const name = states.get(path)?.name ?? path;
  const namesakes = [...states.values()].filter((state) => state.name === name);
  return namesakes.length > 1 && path.includes('.') ? path.split('.').slice(-2).join(': ') : name;
}

/** Where a transition led: `resting to` and `listing`; `resting through computing and back to` and `resting`. */
export function wayWords(
  states: ReadonlyMap<string, StateDefinition>,
  { from, via = [], to }: Pick<Transition, 'from' | 'via' | 'to'>,
): readonly [way: string, goal: string] {
  const goal = stateWords(states, to);
  if (from === '') return ['begins in', goal];
  if (from !== to) return [`${stateWords(states, from)} to`, goal];
  if (via.length === 0) return ['enters anew', goal];
  return [`${goal} through ${via.map((passed) => stateWords(states, passed)).join(', ')} and back to`, goal];
}
