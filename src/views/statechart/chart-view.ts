import type { Size } from '../size.ts';
import type { ChartLayout, PlacedState } from './placed.ts';

/** Where a chart stands in its panel: px = chart px × k + (x, y). */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

/** A part of a chart, in px of its own. */
export type Part = Pick<PlacedState, 'x' | 'y' | 'width' | 'height'>;

const margin = 12;

/** All of it, as small as need be. */
export function wholeView(chart: Size, panel: Size): View {
  const k = Math.min(1, (panel.width - 2 * margin) / chart.width, (panel.height - 2 * margin) / chart.height);
  return { k, x: (panel.width - chart.width * k) / 2, y: Math.max(margin, (panel.height - chart.height * k) / 2) };
}

/**
 * At a size of `k`, with the state in the middle where not all can be seen. At 1, how a chart rests, its smallest text
 * has 12 px.
 */
export function restView(chart: Size, panel: Size, state: Part | undefined, k = 1): View {
  const x = placed(chart.width * k, panel.width, state && (state.x + state.width / 2) * k);
  const y = placed(chart.height * k, panel.height, state && (state.y + state.height / 2) * k);
  return { k, x, y };
}

function placed(length: number, room: number, middle: number | undefined): number {
  if (length <= room) return Math.max((room - length) / 2, 0);
  const wanted = room / 2 - (middle ?? 0);
  return Math.min(0, Math.max(room - length, wanted));
}

/** Whether the state can be seen as a whole. */
export function inView({ x, y, k }: View, panel: Size, state: Part): boolean {
  const [left, top] = [state.x * k + x, state.y * k + y];
  const right = left + Math.min(state.width * k, panel.width - margin);
  const bottom = top + Math.min(state.height * k, panel.height - margin);
  return left >= 0 && top >= 0 && right <= panel.width && bottom <= panel.height;
}

/**
 * What is to be seen at rest: the whole way gone so far if it has room, else what was refused and the active state,
 * else the one that matters more: after the end what was refused, before it the active state.
 */
export function worthSeeing(
  { states }: ChartLayout,
  panel: Size,
  active: PlacedState | undefined,
  gone: { readonly visited: ReadonlySet<string>; readonly refused: ReadonlySet<string> },
): Part | undefined {
  if (!active) return undefined;
  const leaves = states.filter(({ open }) => !open);
  const among = (paths: ReadonlySet<string>) => leaves.filter(({ state }) => paths.has(state.path));
  const refused = among(gone.refused);
  const ended = active.state.kind === 'final' && refused.length > 0 ? [refused] : [];
  const parts = [[...among(gone.visited), active], [...refused, active], ...ended].map(around);
  return parts.find(({ width, height }) => width <= panel.width && height + margin <= panel.height) ?? active;
}

function around(parts: readonly Part[]): Part {
  const x = Math.min(...parts.map((part) => part.x));
  const y = Math.min(...parts.map((part) => part.y));
  const right = Math.max(...parts.map((part) => part.x + part.width));
  const bottom = Math.max(...parts.map((part) => part.y + part.height));
  return { x, y, width: right - x, height: bottom - y };
}
