import type { PlacedState } from './placed.ts';
import type { ChartZoom } from './use-chart-zoom.ts';

export interface KeyScene {
  readonly chart: ChartZoom;
  readonly inOrder: readonly PlacedState[];
  readonly place: number;
  readonly here: PlacedState | undefined;
  readonly goTo: (to: PlacedState | undefined) => void;
  readonly onFold: (path: string) => void;
}

/** What a key does on the chart; undefined for a key that is not the chart's. */
export function chartKey(
  key: string,
  { chart, inOrder, place, here, goTo, onFold }: KeyScene,
): (() => void) | undefined {
  switch (key) {
    case '+':
    case '=':
      return () => chart.by(1.25);
    case '-':
      return () => chart.by(0.8);
    case '0':
      return chart.rest;
    case 'ArrowDown':
      return () => goTo(inOrder[Math.min(place + 1, inOrder.length - 1)]);
    case 'ArrowUp':
      return () => goTo(inOrder[Math.max(place - 1, 0)]);
    case 'Home':
      return () => goTo(inOrder[0]);
    case 'End':
      return () => goTo(inOrder.at(-1));
    default:
      return foldKey(key, here, onFold);
  }
}

/** Enter and Space turn a state around others over; the arrows open and close it, as in any tree. */
function foldKey(key: string, here: PlacedState | undefined, onFold: (path: string) => void): (() => void) | undefined {
  if (!here) return undefined;
  const { state, open, folded } = here;
  if (key === 'Enter' || key === ' ') return state.states.length > 0 ? () => onFold(state.path) : () => undefined;
  if (key === 'ArrowRight') return folded ? () => onFold(state.path) : () => undefined;
  if (key === 'ArrowLeft') return open ? () => onFold(state.path) : () => undefined;
  return undefined;
}
