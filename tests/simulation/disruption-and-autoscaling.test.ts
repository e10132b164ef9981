import { expect, test } from 'vitest';
import type { Deployment, HorizontalPodAutoscaler, PodDisruptionBudget } from '../../src/kubernetes/api/types.ts';
import { eventsOf, lastOf, podTemplate, printedBy, runOf } from './run-of.ts';

const web = (replicas: number): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { replicas, selector: { matchLabels: { app: 'web' } }, template: podTemplate({ app: 'web' }) },
});

const budget = (spec: object): object => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'web' },
  spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
});

const statusOf = (spec: object, replicas = 3): PodDisruptionBudget['status'] => {
  const trace = runOf({ 'a.yaml': [web(replicas), budget(spec)] }, [['0s', 'create -f a.yaml']], '10s');
  return lastOf<PodDisruptionBudget>(trace, 'poddisruptionbudgets/default/web')?.status;
};

test('a budget that keeps a number of Pods lets go what is healthy beyond it', () => {
  expect(statusOf({ minAvailable: 2 })).toMatchObject({
    currentHealthy: 3,
    desiredHealthy: 2,
    disruptionsAllowed: 1,
    expectedPods: 3,
    observedGeneration: 1,
    conditions: [{ type: 'DisruptionAllowed', status: 'True', reason: 'SufficientPods' }],
  });
});

test('percentages are of what the owners want, rounded up', () => {
  expect(statusOf({ minAvailable: '50%' })).toMatchObject({ desiredHealthy: 2, disruptionsAllowed: 1 });
  expect(statusOf({ maxUnavailable: '34%' })).toMatchObject({ desiredHealthy: 1, disruptionsAllowed: 2 });
});

test('a budget without room allows nothing', () => {
  expect(statusOf({ minAvailable: 3 })).toMatchObject({
    disruptionsAllowed: 0,
    conditions: [{ type: 'DisruptionAllowed', status: 'False', reason: 'InsufficientPods' }],
  });
});

const autoscaler = (spec: object): object => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'web' },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
    minReplicas: 2,
    maxReplicas: 4,
    ...spec,
  },
});

test.each([
  [1, 2, 'New size: 2; reason: Current number of replicas below Spec.MinReplicas'],
  [6, 4, 'New size: 4; reason: Current number of replicas above Spec.MaxReplicas'],
])('an autoscaler brings %i replicas to %i at its first look, 15 s after it was made', (from, to, message) => {
  const trace = runOf({ 'a.yaml': [web(from), autoscaler({})] }, [['0s', 'create -f a.yaml']], '18s');
  expect(lastOf<Deployment>(trace, 'deployments/default/web')?.spec?.replicas).toBe(to);
  expect(eventsOf(trace, 'horizontal-pod-autoscaler')).toEqual([`SuccessfulRescale: ${message}`]);
});

test('without metrics-server an autoscaler says so, and changes nothing', () => {
  const trace = runOf(
    { 'a.yaml': [web(3), autoscaler({})] },
    [
      ['0s', 'create -f a.yaml'],
      ['14s', 'get hpa'],
    ],
    '18s',
  );
  expect(printedBy(trace, 'get hpa')).toMatch(/<unknown>\/80% +2 +4 +0 /);
  const why =
    'failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)';
  expect(eventsOf(trace, 'horizontal-pod-autoscaler')).toEqual([
    `FailedGetResourceMetric: ${why}`,
    `FailedComputeMetricsReplicas: invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${why}`,
  ]);
  const { status } = lastOf<HorizontalPodAutoscaler>(trace, 'horizontalpodautoscalers/default/web') ?? {};
  expect(status).toMatchObject({ currentReplicas: 3, desiredReplicas: 0 });
  expect(status?.conditions?.map(({ type, status: value, reason }) => [type, value, reason])).toEqual([
    ['AbleToScale', 'True', 'SucceededGetScale'],
    ['ScalingActive', 'False', 'FailedGetResourceMetric'],
  ]);
});
