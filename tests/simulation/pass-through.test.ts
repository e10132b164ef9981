import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { catalog } from '../../src/scenario/catalog/index.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { chartDefinitions } from '../../src/simulation/chart-definitions.ts';
import { Engine } from '../../src/simulation/engine/engine.ts';
import type { ChartEvent, Port } from '../../src/simulation/engine/port.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { chartRoutes } from '../../src/trace/chart-route.ts';
import type { Trace, Transition } from '../../src/trace/trace.ts';
import { chartProgress } from '../../src/views/statechart/chart-progress.ts';
import { nextWords, wayWords } from '../../src/views/statechart/state-words.ts';

const guard = setup({
  types: { context: {} as { port: Port }, input: {} as { port: Port }, events: {} as ChartEvent },
}).createMachine({
  id: 'guard',
  context: ({ input }) => input,
  initial: 'standing',
  states: {
    standing: { on: { walk: 'walking', salute: {}, turn: { target: 'standing', reenter: true } } },
    walking: { always: 'standing' },
  },
});

describe('a chart that comes back to the state it left', () => {
  const engine = new Engine(1, { guard });
  engine.spawn('guard', 'guard', {}, 0);
  for (const [place, type] of ['salute', 'walk', 'turn'].entries())
    engine.act(100 * (place + 1), 'a person', type, 'guard', { type });
  engine.run(1000);

  it('has gone that way, and the trace says so; one that has only acted has stayed', () => {
    expect(engine.recorder.transitions.map(({ at, from, via, to }) => [at, from, via, to])).toEqual([
      [0, '', undefined, 'standing'],
      [200, 'standing', ['walking'], 'standing'],
      [300, 'standing', undefined, 'standing'],
    ]);
  });
});

function run(name: string): Trace {
  const read = readScenario(catalog.find((entry) => entry.name === name)?.text ?? '', name);
  if ('problems' in read) throw new Error(`${name} cannot be read`);
  return simulate(read.scenario);
}

/** The transitions of the first statechart of a machine that went from a state back to it. */
function lifeOf(trace: Trace, machine: string): { all: readonly Transition[]; back: readonly Transition[] } {
  const own = new Set(trace.actors.filter((actor) => actor.machine === machine).map(({ address }) => address));
  const first = trace.transitions.find(({ who, from, to }) => own.has(who) && from === to);
  const all = trace.transitions.filter(({ who }) => who === first?.who);
  return { all, back: all.filter(({ from, to }) => from === to) };
}

describe('the trace tells of', () => {
  const [probes, healing] = [run('probes'), run('self-healing')];

  for (const [what, trace, machine, rest, passed] of [
    ['a node that reports its status every 10 s', probes, 'kubelet-node-status', 'resting', 'computing'],
    ['each look of a probe', probes, 'probe', 'waiting', 'looking'],
    ['a client that asks for more while it waits', probes, 'client', 'calling', 'choosing'],
    ['an image pulled after another', healing, 'kubelet-image-manager', 'pulling', 'choosing'],
  ] as const) {
    it(`${what}: ${rest}, ${passed}, ${rest}`, () => {
      const { back } = lifeOf(trace, machine);
      expect(back.map(({ from, via, to }) => [from, via, to])).toContainEqual([rest, [passed], rest]);
    });
  }

  it('a node that rests as one that will work again, and how often it has', () => {
    const { all, back } = lifeOf(probes, 'kubelet-node-status');
    const definition = chartDefinitions()['kubelet-node-status'];
    if (definition === undefined) throw new Error('the machine has another name now');
    const routes = chartRoutes(definition);
    const count = all.findIndex(({ id }) => id === back[2]?.id);
    const progress = chartProgress(routes, all, count);
    expect(progress.visits.get('computing')?.times).toBe(progress.visits.get('resting')?.times);
    expect(progress.visits.get('resting')?.from).toBe(all[count - 1]?.at);
    expect([...progress.coming]).toHaveLength(2);
    expect(nextWords(progress.next, 'resting', (back[2]?.at ?? 0) - 4000).join('')).toBe(
      'next: every status, 10 s, in 4.00 s',
    );
    expect(wayWords(routes.states, back[2] as Transition).join(' ')).toBe(
      'resting through computing and back to resting',
    );
  });
});
