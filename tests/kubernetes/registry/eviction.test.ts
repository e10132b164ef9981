import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../../src/kubernetes/api/types.ts';
import { evict } from '../../../src/kubernetes/registry/eviction.ts';

const pod = (phase: string, ready: boolean) =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', namespace: 'default', labels: { app: 'web' } },
    status: { phase, conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
  }) as unknown as ApiObject;

const budget = (status: object, spec: object = {}) => ({
  metadata: { name: 'b', generation: 1 },
  spec: { minAvailable: 2, selector: { matchLabels: { app: 'web' } }, ...spec },
  status: { observedGeneration: 1, desiredHealthy: 2, currentHealthy: 2, disruptionsAllowed: 0, ...status },
});

describe('an eviction', () => {
  it('is granted where no budget is about the Pod, or has something left', () => {
    expect(evict(pod('Running', true), [], 0)).toEqual({ let: true });
    const granted = evict(pod('Running', true), [budget({ disruptionsAllowed: 1 })], 0);
    expect(granted).toMatchObject({
      let: true,
      spent: { status: { disruptionsAllowed: 0, disruptedPods: { p: '2026-01-01T00:00:00Z' } } },
    });
  });

  it('is refused with 429 where the budget has nothing left, and says why', () => {
    expect(evict(pod('Running', true), [budget({})], 0)).toMatchObject({
      refused: {
        code: 429,
        reason: 'TooManyRequests',
        message: "Cannot evict pod as it would violate the pod's disruption budget.",
        details: {
          causes: [
            { reason: 'DisruptionBudget', message: 'The disruption budget b needs 2 healthy pods and has 2 currently' },
          ],
        },
      },
    });
  });

  it('of a Pod that serves nobody is granted where enough others do, or the policy says so', () => {
    expect(evict(pod('Running', false), [budget({})], 0)).toEqual({ let: true });
    const few = { currentHealthy: 1 };
    expect(evict(pod('Running', false), [budget(few)], 0)).toHaveProperty('refused');
    expect(evict(pod('Running', false), [budget(few, { unhealthyPodEvictionPolicy: 'AlwaysAllow' })], 0)).toEqual({
      let: true,
    });
  });

  it('of a Pod that has ended asks no budget', () => {
    expect(evict(pod('Succeeded', false), [budget({ currentHealthy: 0 })], 0)).toEqual({ let: true });
  });

  it('is an error of the server where two budgets are about the Pod', () => {
    expect(evict(pod('Running', true), [budget({}), budget({})], 0)).toMatchObject({ refused: { code: 500 } });
  });
});
