import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnyMachineSnapshot, assign, initialTransition, type StateValue, setup, transition } from 'xstate';
import { chartOf } from '../../src/simulation/engine/chart.ts';
import { Walk } from '../../src/simulation/engine/walk.ts';
import { machines } from '../../src/simulation/machines.ts';

interface Context {
  readonly count: number;
}

const log: string[] = [];
const say =
  (what: string) =>
  ({ context, event }: { context: Context; event: { type: string } }): void => {
    log.push(`${what} at ${context.count}, told ${event.type}`);
  };

const names = ['a', 'b', 'b1', 'b2', 'x', 'y', 'c', 'c1', 'end'] as const;

const draft = setup({
  types: { context: {} as Context, events: {} as { type: string } },
  guards: { 'few so far': ({ context }) => context.count < 6, odd: ({ context }) => context.count % 2 === 1 },
  delays: { 'a while': ({ context }) => 10 * context.count, 'a second': 1000 },
  actions: {
    count: assign(({ context }) => ({ count: context.count + 1 })),
    'leave it': assign(() => ({})),
    say: say('said'),
    'say more': say('said more'),
    ...Object.fromEntries(names.map((name) => [`enter ${name}`, say(`entered ${name}`)])),
  },
});

type Name = (typeof names)[number];
type Config = Parameters<typeof draft.createMachine>[0];
type Part = NonNullable<Config['states']>[string];

const anyAction = fc.constantFrom('count', 'leave it', 'say', 'say more');
const anyTransition = fc.record(
  {
    target: fc.constantFrom(...names).map((name) => `#${name}`),
    guard: fc.constantFrom('odd', 'few so far'),
    reenter: fc.boolean(),
    actions: fc.array(anyAction, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);
/** Ways without an event count, so that they come to an end. */
const anyAlways = fc
  .record({ target: fc.constantFrom(...names).map((name) => `#${name}`), reenter: fc.boolean() }, { requiredKeys: [] })
  .map((way) => ({ ...way, guard: 'few so far', actions: 'count' }));
const ways = fc.array(anyTransition, { minLength: 1, maxLength: 2 });
const anyPart = fc.record(
  {
    entry: fc.array(anyAction, { maxLength: 2 }),
    exit: fc.array(anyAction, { maxLength: 2 }),
    on: fc.record({ go: ways, stop: ways }, { requiredKeys: [] }),
    after: fc.record({ 'a while': ways, 'a second': ways, 0: ways }, { requiredKeys: [] }),
    always: fc.array(anyAlways, { maxLength: 1 }),
  },
  { requiredKeys: [] },
);
const anyChart = fc.record(
  Object.fromEntries([...names, 'root'].map((name) => [name, anyPart])) as Record<Name | 'root', typeof anyPart>,
);

/** States within states, with whatever was drawn for each of them. */
function machineOf(parts: Readonly<Record<Name | 'root', unknown>>) {
  const part = (id: Name, inner: object = {}): Part => {
    const entry = [`enter ${id}`, ...((parts[id] as { entry?: readonly string[] }).entry ?? [])];
    return { id, ...(parts[id] as Part), ...inner, entry } as Part;
  };
  const b2 = part('b2', { initial: 'x', states: { x: part('x'), y: part('y') } });
  return draft.createMachine({
    ...(parts.root as Config),
    id: 'root',
    context: { count: 0 },
    initial: 'a',
    states: {
      a: part('a'),
      b: part('b', { initial: 'b1', states: { b1: part('b1'), b2 } }),
      c: part('c', { initial: 'c1', states: { c1: part('c1') } }),
      end: { id: 'end', type: 'final', entry: part('end').entry ?? [] },
    },
  });
}

const delays = ['a while', 'a second', '0'];
const anyEvent = fc.oneof(
  fc.constantFrom('go', 'stop', 'unheard of'),
  fc
    .tuple(fc.constantFrom(...delays), fc.constantFrom(...names, 'root'))
    .map(([delay, id]) => `xstate.after.${delay}.${id}`),
);

const pathOf = (value: StateValue): string =>
  typeof value === 'string'
    ? value
    : Object.entries(value)
        .map(([key, inner]) => `${key}.${pathOf(inner ?? '')}`)
        .join();

interface Called {
  readonly type: string;
  readonly info: unknown;
  readonly params: unknown;
  readonly exec: ((info: never, params: never) => void) | undefined;
}

/** What XState calls for, in the order in which it does. */
function saidByXState(called: readonly Called[]): readonly string[] {
  return called.map(({ type, info, params, exec }) => {
    if (type === 'xstate.cancel') return `cancel ${(params as { sendId: string }).sendId}`;
    if (type === 'xstate.raise') {
      const { id, delay } = params as { id?: string; delay?: number };
      return `start ${id} for ${delay}`;
    }
    exec?.(info as never, params as never);
    return log.pop() ?? '';
  });
}

/** The states without states of their own, by their names. */
const leaves: ReadonlyMap<string, string> = new Map([
  ...['a', 'end'].map((id) => [id, id] as const),
  ...['x', 'y'].map((id) => [id, `b.b2.${id}`] as const),
  ['b1', 'b.b1'],
  ['c1', 'c.c1'],
]);

/** The leaves that were entered, as their entry actions said it. */
const enteredBy = (said: readonly string[]): readonly string[] =>
  said.flatMap((words) => leaves.get(/^entered (\w+) /.exec(words)?.[1] ?? '') ?? []);

const saidByWalk = ({ due }: Walk): readonly string[] =>
  due.map((each) => {
    if (each.kind === 'cancel timer') return `cancel ${each.id}`;
    if (each.kind === 'start timer') return `start ${each.id} for ${each.delay}`;
    each.run(each.given);
    return log.pop() ?? '';
  });

describe('a chart', () => {
  it('does what XState does, whatever the machine and whatever it is told', () => {
    fc.assert(
      fc.property(anyChart, fc.array(anyEvent, { maxLength: 12 }), (parts, events) => {
        const machine = machineOf(parts);
        let [snapshot, called] = initialTransition(machine) as [AnyMachineSnapshot, Called[]];
        let walk = Walk.begin(chartOf(machine), {});
        const compare = (): void => {
          const said = saidByXState(called);
          expect(saidByWalk(walk)).toEqual(said);
          expect(walk.entered.map(({ path }) => path)).toEqual(enteredBy(said));
          expect([walk.leaf.path, walk.context]).toEqual([pathOf(snapshot.value), snapshot.context]);
          expect(walk.leaf.final).toBe(snapshot.status === 'done');
        };
        compare();
        for (const type of events) {
          if (walk.leaf.final) return;
          [snapshot, called] = transition(machine, snapshot as never, { type }) as [AnyMachineSnapshot, Called[]];
          walk = Walk.step(walk.leaf, walk.context, { type });
          compare();
        }
      }),
      { seed: 35, numRuns: 1000 },
    );
  });

  it('can be made of every machine of the cluster, and leads into each of its states', () => {
    for (const machine of Object.values(machines)) {
      const seen = new Set([chartOf(machine).entry.to]);
      for (const leaf of seen) {
        for (const { to } of [...leaf.always, ...allEvents(machine.root).flatMap((type) => leaf.ways(type))])
          seen.add(to);
      }
      const rests = allLeaves(machine.root).map((path) => path.join('.'));
      expect([...seen].map(({ path }) => path).sort(), machine.id).toEqual(rests.sort());
    }
  });

  it('refuses parallel states, which the engine does not know', () => {
    const both = setup({}).createMachine({ id: 'both', type: 'parallel', states: { left: {}, right: {} } });
    expect(() => chartOf(both)).toThrow('both uses what the engine does not know');
  });
});

interface Node {
  readonly path: readonly string[];
  readonly transitions: ReadonlyMap<string, unknown>;
  readonly states: Readonly<Record<string, Node>>;
}

const allEvents = ({ transitions, states }: Node): readonly string[] => [
  ...transitions.keys(),
  ...Object.values(states).flatMap(allEvents),
];

const allLeaves = ({ path, states }: Node): readonly (readonly string[])[] => {
  const inner = Object.values(states);
  return inner.length === 0 ? [path] : inner.flatMap(allLeaves);
};
