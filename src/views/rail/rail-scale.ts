import type { Pacing } from '../../story/pacing.ts';
import { type StepNumber, steps } from '../../story/steps.ts';
import type { Stop } from '../../story/stops.ts';
import type { Millis } from '../../trace/trace.ts';
import { piecewise } from './piecewise.ts';

/** The least length of a step on the rail, px; larger in front of a class, where the names are. */
export const leastStep = 64;
export const leastStepPresenting = 92;

export interface RailScale {
  readonly x: (at: Millis) => number;
  /** Cluster time under a place on the rail. */
  readonly at: (x: number) => Millis;
  readonly circles: readonly { readonly number: StepNumber; readonly x: number; readonly present: boolean }[];
  readonly end: number;
}

/** Viewing time to px; every step has a least length, and what remains is shared by viewing time. */
export function railScale(
  stops: readonly Stop[],
  pacing: Pacing,
  until: Millis,
  width: number,
  leastLength = leastStep,
): RailScale {
  const starts = stepStarts(stops, until);
  const times = [...starts.map(({ from }) => pacing.toViewing(from)), pacing.length];
  const least = Math.min(leastLength, width / (times.length + 1));
  const total = Math.max(1, pacing.length);
  const spare = Math.max(0, width - least * starts.length);
  const places = times.map((time, place) => place * least + (time / total) * spare);
  const knots = distinct(times, places);
  const forth = piecewise(knots.times, knots.places);
  const back = piecewise(knots.places, knots.times);
  return {
    x: (at) => forth(pacing.toViewing(at)),
    at: (x) => pacing.toCluster(back(x)),
    circles: starts.map(({ number, present }, place) => ({ number, present, x: places[place] ?? 0 })),
    end: forth(pacing.length),
  };
}

interface StepStart {
  readonly number: StepNumber;
  readonly from: Millis;
  readonly present: boolean;
}

/** A step that the run does not have stands where the next one begins, or after the end. */
function stepStarts(stops: readonly Stop[], until: Millis): StepStart[] {
  const found: StepStart[] = [];
  let next = until;
  for (const { number } of steps.toReversed()) {
    const stop = stops.find((each) => each.step === number && each.kind !== 'moment');
    next = Math.min(stop?.from ?? next, next);
    found.unshift({ number, from: next, present: stop !== undefined && stop.kind !== 'absent' });
  }
  return found;
}

/** Of several places for one time, the first: time stands still there, and the cursor never is beyond. */
function distinct(times: readonly number[], places: readonly number[]): { times: number[]; places: number[] } {
  const kept = { times: [] as number[], places: [] as number[] };
  for (const [index, time] of times.entries()) {
    const last = kept.times.at(-1);
    const place = places[index] ?? 0;
    if (last !== undefined && time <= last + 1e-6) continue;
    kept.times.push(time);
    kept.places.push(place);
  }
  if (kept.times.length < 2) return { times: [0, 1], places: [0, places.at(-1) ?? 1] };
  return kept;
}
