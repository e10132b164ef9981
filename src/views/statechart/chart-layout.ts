import type { ChartDefinition, StateDefinition } from '../../trace/chart-definition.ts';
import { outwards } from '../../trace/chart-ways.ts';
import { type Exit, type Exits, exitsOf, exitsOfFolded } from './exits.ts';
import { boxWidth, gap, indent, labelWidth, metrics, rowHeight } from './metrics.ts';
import type { ChartLayout, PlacedExit, PlacedState, Point } from './placed.ts';
import { readingOrder } from './reading-order.ts';
import { placeTracks } from './tracks.ts';

/** A way that is still to be given a track. */
interface Pending {
  readonly source: string;
  readonly target: string;
  readonly y: number;
  readonly labelEnd: number;
  readonly draft: Omit<PlacedExit, 'points'>;
}

/**
 * Lays a chart out as a line with stations: states from above to below in reading order, the way on straight down, all
 * other ways out to the right with their words on the line, then along a track shared by all that lead to one state.
 * Each label has a row of its own, so nothing is ever written over.
 */
export function layoutChart(definition: ChartDefinition, folded: ReadonlySet<string>): ChartLayout {
  return new Placing(folded).whole(definition.root);
}

class Placing {
  private readonly states = new Map<string, PlacedState>();
  private readonly exits: PlacedExit[] = [];
  private readonly pending: Pending[] = [];
  private readonly entries = new Map<string, Point>();
  private approached: ReadonlySet<string> = new Set();

  constructor(private readonly folded: ReadonlySet<string>) {}

  whole(root: StateDefinition): ChartLayout {
    this.approached = new Set(this.targets(root));
    const { right, bottom } = this.children(root, indent, 8);
    const stays = this.rows(root, inEveryState(this.exitsOf(root, undefined)), indent - metrics.stub, bottom + 18);
    const end = this.tracks(root, Math.max(right, stays.right));
    return {
      width: end + 8,
      height: Math.max(bottom, stays.bottom) + 8,
      states: [...this.states.values()],
      exits: this.exits,
    };
  }

  private readonly visible = (path: string): string => outwards(path).findLast((each) => this.folded.has(each)) ?? path;

  private exitsOf(state: StateDefinition, below: string | undefined): Exits {
    return this.folded.has(state.path) ? exitsOfFolded(state, this.visible) : exitsOf(state, this.visible, below);
  }

  /** States that a line comes to from the side. */
  private targets(parent: StateDefinition): readonly string[] {
    const order = readingOrder(parent.states);
    return order.flatMap((state, i) => {
      const own = this.exitsOf(state, order[i + 1]?.path).rows.flatMap(({ target }) => target ?? []);
      return this.folded.has(state.path) ? own : [...own, ...this.targets(state)];
    });
  }

  private children(parent: StateDefinition, x: number, top: number): { right: number; bottom: number } {
    const order = readingOrder(parent.states);
    const width = boxWidth(order.filter((state) => !this.opens(state)).map(({ name }) => name));
    let y = top;
    let right = 0;
    let bottom = top;
    for (const [i, state] of order.entries()) {
      const exits = this.exitsOf(state, order[i + 1]?.path);
      const initial = parent.initial === state.path;
      const placed = this.opens(state)
        ? this.openState(state, exits, initial, x, y)
        : this.box(state, exits, initial, x, y, width);
      bottom = placed.bottom;
      right = Math.max(right, placed.right);
      y = bottom + gap(exits.down?.lines);
      if (exits.down) right = Math.max(right, this.down(state, exits.down, x, bottom, y));
    }
    return { right, bottom };
  }

  private opens(state: StateDefinition): boolean {
    return state.states.length > 0 && !this.folded.has(state.path);
  }

  private box(
    state: StateDefinition,
    exits: Exits,
    initial: boolean,
    x: number,
    y: number,
    width: number,
  ): { right: number; bottom: number } {
    const approached = this.approached.has(state.path);
    const lines = exits.rows.flatMap((row) => row.lines).length;
    const height = Math.max(metrics.box, (lines + (approached && lines > 0 ? 1 : 0)) * rowHeight + 8);
    const folded = this.folded.has(state.path);
    this.states.set(state.path, { state, x, y, width, height, open: false, folded, initial });
    this.entries.set(state.path, [x + width, lines > 0 ? y + 4 + rowHeight / 2 : y + height / 2]);
    const first = y + 4 + (approached ? rowHeight : (height - 8 - lines * rowHeight) / 2);
    const { right } = this.rows(state, exits, x + width, first);
    return { right: Math.max(x + width, right), bottom: y + height };
  }

  private openState(
    state: StateDefinition,
    exits: Exits,
    initial: boolean,
    x: number,
    y: number,
  ): { right: number; bottom: number } {
    const own = this.rows(state, exits, x + 2, y + metrics.header);
    const inside = this.children(state, x + indent + 4, Math.max(own.bottom, y + metrics.header) + 2);
    const least = x + labelWidth({ text: state.name, timed: false, indented: false }) + 190;
    const right = this.tracks(state, Math.max(inside.right, own.right, least)) + 10;
    const bottom = inside.bottom + 14;
    const place = { x, y, width: right - x, height: bottom - y };
    this.states.set(state.path, { state, ...place, open: true, folded: false, initial });
    this.entries.set(state.path, [right, y + metrics.header / 2]);
    return { right, bottom };
  }

  /** The labels beside a state; lines to other states wait for their track. */
  private rows(state: StateDefinition, { rows }: Exits, edge: number, top: number): { right: number; bottom: number } {
    let y = top;
    let right = 0;
    for (const [i, exit] of rows.entries()) {
      const start = edge + metrics.stub;
      const labels = exit.lines.map((line, j) => ({
        ...line,
        x: start + (line.indented ? metrics.case : 0),
        y: y + j * rowHeight + 12.5,
      }));
      const labelEnd = Math.max(...exit.lines.map((line) => start + labelWidth(line)));
      const middle = y + rowHeight / 2;
      const stub: readonly Point[] =
        exit.target === undefined
          ? []
          : [
              [edge, middle],
              [start + (exit.lines[0]?.indented ? metrics.case : 0) - 4, middle],
            ];
      const draft = { id: `${state.path}>${i}`, exit, labels, stub };
      if (exit.target === undefined) this.exits.push({ ...draft, points: [] });
      else
        this.pending.push({
          source: state.path,
          target: exit.target,
          y: middle,
          labelEnd: start + labelWidth(exit.lines[0]),
          draft,
        });
      right = Math.max(right, labelEnd);
      y += exit.lines.length * rowHeight;
    }
    return { right, bottom: y };
  }

  /** Straight on to the state below; gives the right end of its label. */
  private down(state: StateDefinition, exit: Exit, x: number, from: number, to: number): number {
    const middle = x + metrics.downAt;
    const labels = exit.lines.map((line) => ({ ...line, x: middle + 9, y: (from + to) / 2 + 4 }));
    const points: readonly Point[] = [
      [middle, from],
      [middle, to],
    ];
    this.exits.push({ id: `${state.path}>down`, exit, labels, points, stub: [] });
    return Math.max(0, ...exit.lines.map((line) => middle + 9 + labelWidth(line)));
  }

  /** Tracks for the ways whose two ends lie inside this state; gives the right end of the last. */
  private tracks(parent: StateDefinition, edge: number): number {
    const mine = this.pending.filter((each) => this.levelOf(each) === parent.path);
    if (mine.length === 0) return edge;
    const targets = [...new Set(mine.map(({ target }) => target))];
    const places = placeTracks(
      targets.map((target) => {
        const ys = [...mine.filter((each) => each.target === target).map(({ y }) => y), this.entryOf(target)[1]];
        return { target, from: Math.min(...ys), to: Math.max(...ys) };
      }),
    );
    const at = (target: string): number => edge + metrics.firstTrack + (places.get(target) ?? 0) * metrics.track;
    for (const { source, target, y, labelEnd, draft } of mine) {
      const from = this.states.get(source);
      const origin = from?.open ? { origin: [from.x + from.width, y] as const } : {};
      const [tx, ty] = this.entryOf(target);
      this.exits.push({
        ...draft,
        ...origin,
        points: [
          [labelEnd + 4, y],
          [at(target), y],
          [at(target), ty],
          [tx, ty],
        ],
      });
    }
    this.pending.splice(0, this.pending.length, ...this.pending.filter((each) => !mine.includes(each)));
    return Math.max(...targets.map(at));
  }

  private entryOf(path: string): Point {
    return this.entries.get(path) ?? [0, 0];
  }

  /** The innermost state around both ends; a state that leads to itself does so outside of itself. */
  private levelOf({ source, target }: Pending): string {
    const around = outwards(source).slice(source === '' ? 0 : 1);
    return (
      outwards(target)
        .slice(1)
        .find((path) => around.includes(path)) ?? ''
    );
  }
}

/** What the whole machine reacts to stands below it, under a heading of its own. */
function inEveryState({ rows }: Exits): Exits {
  if (rows.length === 0) return { rows };
  const head: Exit = { legs: [], lines: [{ text: 'in every state', timed: false, indented: false }], does: [] };
  const under = rows.map((row) => ({ ...row, lines: row.lines.map((line) => ({ ...line, indented: true })) }));
  return { rows: [head, ...under] };
}
