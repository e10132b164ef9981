import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import type { Reconciled } from '../../src/kubernetes/api/calls.ts';
import { controllerMachine } from '../../src/simulation/components/kube-controller-manager/controller.machine.ts';
import { Workqueue } from '../../src/simulation/components/kube-controller-manager/workqueue.ts';
import { Engine } from '../../src/simulation/engine/engine.ts';

describe('the queue of a controller', () => {
  it('lets a key come in by itself once, at the earliest of the times that were asked for', () => {
    const queue = new Workqueue();
    expect(queue.addAt('default/web', 100)).toBe(true);
    expect(queue.addAt('default/web', 200)).toBe(false);
    expect(queue.addAt('default/web', 50)).toBe(true);
    expect(queue.addAt('default/other', 200)).toBe(true);
    expect(queue.comesDue('default/web', 50)).toBe(true);
    expect(queue.comesDue('default/web', 100)).toBe(false);
    expect(queue.addAt('default/web', 300)).toBe(true);
  });

  it('gives a worker one look for many wishes to look again', () => {
    const reconcile = setup({}).createMachine({ initial: 'done', states: { done: { type: 'final' } } });
    const engine = new Engine(1, { controller: controllerMachine, reconcile });
    engine.spawn('web-controller', 'controller', { controller: { workers: 1 } }, 0);
    const done = (at: number, outcome: Omit<Reconciled, 'says'>): void =>
      engine.act(at, 'a test', 'ends a look', 'web-controller', {
        type: 'worker is done',
        key: 'default/web',
        outcome,
      } as never);
    done(0, { after: 1000 });
    done(10, { after: 1000 });
    done(20, { after: 500, retry: true });
    engine.run(5000);
    const looks = engine.recorder.actors.filter(({ machine }) => machine === 'reconcile');
    // The retry comes 5 ms after the failure and takes the place of the others.
    expect(looks.map(({ startedAt }) => startedAt)).toEqual([25]);
  });
});
