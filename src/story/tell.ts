import type { Frame } from '../trace/frame.ts';
import type { EntryId, Message, Millis, Trace } from '../trace/trace.ts';
import { indexTrace, type TraceIndex } from '../trace/trace-index.ts';
import { arrivalsOf } from './arrivals.ts';
import { type Classified, classify } from './classify.ts';
import type { Level } from './level.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { type Pacing, pacingOf } from './pacing.ts';
import { type RunFacts, runFacts } from './run-facts.ts';
import type { Showings } from './showing.ts';
import { type ShownLater, shownFrameAt, shownLater } from './shown-frame.ts';
import type { StepNumber } from './steps.ts';
import { type Stop, stopsOf } from './stops.ts';
import { type StoryRow, storyRows } from './story-rows.ts';

/** A run with everything that is said about it. Made once per run; nothing here depends on the cursor. */
export interface Story {
  readonly index: TraceIndex;
  readonly classes: ReadonlyMap<EntryId, Classified>;
  readonly rows: readonly StoryRow[];
  readonly stops: readonly Stop[];
  readonly showings: Showings;
  readonly facts: RunFacts;
  readonly outcome: Outcome;
  /** The messages shown at a level, in the order in which they arrive; made when first asked for. */
  readonly arrivals: (level: Level) => readonly Message[];
  /** The pacing at a level; made when first asked for. */
  readonly pacing: (level: Level) => Pacing;
  /** The cluster as the story shows it, step after step. */
  readonly shownFrame: (at: Millis) => Frame;
  /** The steps that this run has; an absent one has at most an `absent` stop. */
  readonly present: ReadonlySet<StepNumber>;
}

export function tell(trace: Trace): Story {
  const index = indexTrace(trace);
  const classes = classify(index);
  const { stops, showings } = stopsOf(index, classes);
  const rows = storyRows(
    classes.values(),
    showings,
    stops.map(({ at }) => at),
  );
  const facts = runFacts(index);
  const arrivals = new Map<Level, readonly Message[]>();
  const pacings = new Map<Level, Pacing>();
  let later: ShownLater | undefined;
  return {
    index,
    classes,
    rows,
    stops,
    showings,
    facts,
    outcome: outcomeOf(facts, stops),
    present: new Set(stops.filter(({ kind }) => kind !== 'absent').map(({ step }) => step)),
    shownFrame(at) {
      later ??= shownLater(index, showings);
      return shownFrameAt(index, later, at);
    },
    arrivals(level) {
      const known = arrivals.get(level) ?? arrivalsOf(classes.values(), level);
      arrivals.set(level, known);
      return known;
    },
    pacing(level) {
      const known = pacings.get(level) ?? pacingOf(trace, classes.values(), { rows, showings }, level);
      pacings.set(level, known);
      return known;
    },
  };
}
