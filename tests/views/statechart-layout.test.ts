import { describe, expect, it } from 'vitest';
import { machines } from '../../src/simulation/machines.ts';
import type { StateDefinition } from '../../src/trace/chart-definition.ts';
import { legKey } from '../../src/views/statechart/cases.ts';
import { layoutChart } from '../../src/views/statechart/chart-layout.ts';
import { labelWidth } from '../../src/views/statechart/metrics.ts';
import type { ChartLayout } from '../../src/views/statechart/placed.ts';
import { readingOrder } from '../../src/views/statechart/reading-order.ts';
import { placeTracks } from '../../src/views/statechart/tracks.ts';
import { definitionOf } from './statechart-run.ts';

interface Box {
  readonly what: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const statesOf = (state: StateDefinition): readonly StateDefinition[] => [state, ...state.states.flatMap(statesOf)];
const compounds = (root: StateDefinition): ReadonlySet<string> =>
  new Set(statesOf(root).flatMap(({ path, states }) => (path !== '' && states.length > 0 ? [path] : [])));

function boxesOf({ states, exits }: ChartLayout): readonly Box[] {
  const boxes = states
    .filter(({ open }) => !open)
    .map(({ state, x, y, width, height }) => ({
      what: state.path,
      left: x,
      top: y,
      right: x + width,
      bottom: y + height,
    }));
  const labels = exits
    .flatMap(({ labels: lines }) => lines)
    .map((label) => ({
      what: label.text,
      left: label.x,
      top: label.y - 10,
      right: label.x + labelWidth({ ...label, indented: false }),
      bottom: label.y + 3,
    }));
  return [...boxes, ...labels];
}

/** Every stretch of every way out, but for its ends, which touch what they lead from and to. */
function linesOf({ exits }: ChartLayout): readonly Box[] {
  return exits.flatMap(({ id, points, stub }) =>
    [points, stub].flatMap((line) =>
      line.slice(1).map(([x, y], i) => {
        const [fromX, fromY] = line[i] ?? [x, y];
        const upright = x === fromX;
        const [left, right] = upright ? [x - 0.5, x + 0.5] : [Math.min(x, fromX) + 1, Math.max(x, fromX) - 1];
        const [top, bottom] = upright ? [Math.min(y, fromY) + 1, Math.max(y, fromY) - 1] : [y - 0.5, y + 0.5];
        return { what: id, left, top, right, bottom };
      }),
    ),
  );
}

const meet = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('the chart of', () => {
  for (const machine of Object.keys(machines)) {
    const definition = definitionOf(machine);
    const open = layoutChart(definition, new Set());

    it(`${machine} shows every state and every way out of one`, () => {
      const drawn = new Set(open.exits.flatMap(({ exit }) => exit.legs));
      const all = statesOf(definition.root);
      expect(open.states.map(({ state }) => state.path).toSorted()).toEqual(
        all.flatMap(({ path }) => (path === '' ? [] : [path])).toSorted(),
      );
      const ways = all.flatMap((state) =>
        state.transitions.map(({ trigger, target }) => legKey(state.path, trigger, target ?? '')),
      );
      expect(ways.filter((way) => !drawn.has(way))).toEqual([]);
    });

    it(`${machine} writes nothing over anything, folded or not`, () => {
      for (const layout of [open, layoutChart(definition, compounds(definition.root))]) {
        const boxes = boxesOf(layout);
        const clashes = boxes.flatMap((a, i) =>
          boxes
            .slice(i + 1)
            .filter((b) => meet(a, b))
            .map((b) => [a.what, b.what]),
        );
        expect(clashes).toEqual([]);
      }
    });

    it(`${machine} draws no line through words or through a state`, () => {
      const boxes = boxesOf(open);
      const crossed = linesOf(open).flatMap((line) =>
        boxes.filter((box) => meet(line, box)).map(({ what }) => [line.what, what]),
      );
      expect(crossed).toEqual([]);
    });

    it(`${machine} stays within its frame`, () => {
      const beyond = boxesOf(open).filter(({ right, bottom }) => right > open.width || bottom > open.height);
      expect(beyond).toEqual([]);
    });
  }
});

describe('a folded state', () => {
  const layout = layoutChart(definitionOf('kubelet-pod-worker'), new Set(['terminating']));

  it('hides what is in it', () => {
    const inside = layout.states.filter(({ state }) => state.path.startsWith('terminating.'));
    expect(inside).toEqual([]);
  });

  it('keeps the ways out of what is in it', () => {
    const out = layout.exits.filter(({ id }) => id.startsWith('terminating>'));
    expect(out.map(({ exit }) => exit.target)).toEqual(['terminated']);
  });
});

describe('reading order', () => {
  it('puts what the main way only passes by behind it: an API request that is stored leads straight to its answer', () => {
    const order = readingOrder(definitionOf('kube-apiserver-request').root.states).map(({ name }) => name);
    expect(order.slice(-8)).toEqual([
      'storing',
      'responding',
      'answered',
      'acting',
      'following',
      'reading',
      'choosing',
      'streaming',
    ]);
  });

  it('keeps the order of the machine otherwise', () => {
    const { states } = definitionOf('kube-scheduler').root;
    expect(readingOrder(states)).toEqual(states);
  });
});

describe('a track', () => {
  it('is shared by ways that do not meet, and the short ones stand nearest', () => {
    const places = placeTracks([
      { target: 'far', from: 0, to: 300 },
      { target: 'first', from: 0, to: 50 },
      { target: 'second', from: 100, to: 160 },
    ]);
    expect(Object.fromEntries(places)).toEqual({ first: 0, second: 0, far: 1 });
  });
});
