import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign, setup } from 'xstate';
import { diceFor } from '../../src/simulation/engine/dice.ts';
import { Engine } from '../../src/simulation/engine/engine.ts';
import { EventQueue } from '../../src/simulation/engine/event-queue.ts';
import { latency } from '../../src/simulation/engine/latency.ts';
import type { ChartEvent, Port } from '../../src/simulation/engine/port.ts';

describe('the event queue', () => {
  it('gives entries in the order of time, and those of one time in the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
        const queue = new EventQueue<{ time: number; place: number }>();
        for (const [place, time] of times.entries()) queue.push(time, { time, place });
        const out = times.map(() => queue.pop());
        const wanted = times
          .map((time, place) => ({ time, place }))
          .sort((a, b) => a.time - b.time || a.place - b.place);
        expect(out).toEqual(wanted);
        expect(queue.pop()).toBeUndefined();
      }),
    );
  });
});

describe('luck', () => {
  it('is the same for the same seed and statechart, and another for each statechart', () => {
    const three = (who: string): readonly number[] => {
      const draw = diceFor(1, who);
      return [draw(), draw(), draw()];
    };
    expect(three('etcd')).toEqual(three('etcd'));
    expect(three('etcd')).not.toEqual(three('kubelet'));
  });
  it('makes latencies in whole microseconds, never less than the least', () => {
    const draw = diceFor(1, 'latency');
    for (let i = 0; i < 1000; i += 1) {
      const ms = latency('sandbox is made', draw);
      expect(ms).toBeGreaterThanOrEqual(90);
      expect(Number.isInteger(Math.round(ms * 1e6) / 1000)).toBe(true);
    }
  });
});

interface LampContext {
  readonly port: Port;
  readonly blinks: number;
}

const lamp = setup({
  types: { context: {} as LampContext, input: {} as { port: Port }, events: {} as ChartEvent },
  delays: { 'every blink, 1 s': 1000, 'a while': 300 },
  actions: { count: assign(({ context }) => ({ blinks: context.blinks + 1 })) },
}).createMachine({
  id: 'lamp',
  context: ({ input }) => ({ port: input.port, blinks: 0 }),
  initial: 'off',
  states: {
    off: { after: { 'every blink, 1 s': 'on' }, on: { press: 'on' } },
    on: { entry: 'count', after: { 'a while': 'off' } },
  },
});

describe('the engine', () => {
  it('carries out delays of a machine in virtual time, and drops the timer of a state that was left', () => {
    const engine = new Engine(1, { lamp });
    engine.spawn('lamp', 'lamp', {}, 0);
    engine.act(400, 'a person', 'presses', 'lamp', { type: 'press' });
    engine.run(3000);
    const { transitions } = engine.recorder;
    expect(transitions.map(({ at, to, event }) => `${at} ${to} ${event}`)).toEqual([
      '0 off start',
      '400 on press',
      '700 off a while',
      '1700 on every blink, 1 s',
      '2000 off a while',
      '3000 on every blink, 1 s',
    ]);
  });
  it('ends chains of causes at a person or at a clock that a process keeps for itself', () => {
    const engine = new Engine(1, { lamp });
    engine.spawn('lamp', 'lamp', {}, 0);
    engine.act(400, 'a person', 'presses', 'lamp', { type: 'press' });
    engine.run(2000);
    expect(engine.recorder.roots.map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
      'action: presses',
      'timer: every blink, 1 s',
    ]);
    const [person, clock] = engine.recorder.roots;
    const causeOf = (at: number) => engine.recorder.transitions.find((transition) => transition.at === at)?.cause;
    expect(causeOf(400)).toBe(person?.id);
    expect(causeOf(700)).toBe(person?.id);
    expect(causeOf(1700)).toBe(clock?.id);
  });
});
