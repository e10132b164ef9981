import type { ApiAnswer } from '../api/calls.ts';
import type { Call, Steps } from './pod-control.ts';

interface Running<Result> {
  readonly steps: Steps<Result>;
  answers: readonly ApiAnswer[];
  result?: { readonly is: Result };
}

/**
 * Several series of calls side by side: the calls of each round are sent at once. Returns the results in their order.
 * Stands for the goroutines of the real controllers.
 */
export function* together<Result>(series: readonly Steps<Result>[]): Steps<readonly Result[]> {
  const running = series.map((steps): Running<Result> => ({ steps, answers: [] }));
  for (;;) {
    const round: { readonly of: Running<Result>; readonly calls: readonly Call[] }[] = [];
    for (const each of running) {
      if (each.result !== undefined) continue;
      const { value, done } = each.steps.next(each.answers);
      if (done === true) each.result = { is: value };
      else round.push({ of: each, calls: Array.isArray(value) ? (value as readonly Call[]) : [value as Call] });
    }
    if (round.length === 0) return running.flatMap(({ result }) => (result === undefined ? [] : [result.is]));
    const answers = yield round.flatMap(({ calls }) => calls);
    let next = 0;
    for (const { of, calls } of round) {
      of.answers = answers.slice(next, next + calls.length);
      next += calls.length;
    }
  }
}
