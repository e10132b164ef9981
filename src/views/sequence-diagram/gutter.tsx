import type { StepNumber } from '../../story/steps.ts';
import { steps } from '../../story/steps.ts';
import type { Story } from '../../story/tell.ts';
import { StepCircle, type StepState } from '../marks/step-circle.tsx';
import type { RowLayout } from './rows.ts';
import styles from './sequence-diagram.module.css';

export const gutterX = 17;

/**
 * Where each step's circle stands: at its first row; those without a row below the last one.
 *
 * @param filtered some rows are left out by hand: then a step without a row has no circle either
 */
export function circlePlaces(
  story: Story,
  layout: RowLayout,
  filtered: boolean,
): readonly { readonly number: StepNumber; readonly y: number }[] {
  let next = layout.height + 6;
  let before = -30;
  return steps.flatMap(({ number }) => {
    const stop = story.stops.find((each) => each.step === number && each.kind === 'step');
    const first = stop?.messages.find(({ step }) => step === number);
    const row = first && (layout.byId.get(first.message.id) ?? layout.rows.find(({ told }) => told.step === number));
    if (!row && filtered) return [];
    const y = Math.max(row ? row.y + layout.rowHeight * 0.62 : next, before + 25);
    if (!row) next = y + 25;
    before = y;
    return [{ number, y }];
  });
}

interface GutterProps {
  readonly places: ReturnType<typeof circlePlaces>;
  readonly stateOf: (step: StepNumber) => StepState;
}

/** The seven steps, downwards. */
export function Gutter({ places, stateOf }: GutterProps) {
  const first = places[0]?.y ?? 0;
  const last = places.at(-1)?.y ?? 0;
  const reached =
    places.filter(({ number }) => ['done', 'now', 'stopped'].includes(stateOf(number))).at(-1)?.y ?? first;
  return (
    <>
      <path className={styles.gutterLine} d={`M${gutterX},${first}V${last}`} />
      <path className={styles.gutterPassed} d={`M${gutterX},${first}V${reached}`} />
      {places.map(({ number, y }) => (
        <StepCircle key={number} x={gutterX} y={y} r={9.5} number={number} state={stateOf(number)} />
      ))}
    </>
  );
}
