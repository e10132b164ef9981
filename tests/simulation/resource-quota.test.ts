import { expect, test } from 'vitest';
import type { Deployment, ReplicaSet } from '../../src/kubernetes/api/types.ts';
import { createdOf, eventsOf, lastOf, podTemplate, printedBy, runOf } from './run-of.ts';

const quota = (hard: Readonly<Record<string, string>>, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'budget' },
  spec: { hard, ...more },
});

const deployment = (replicas: number): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: podTemplate({ app: 'web' }, {}),
  },
});

test('a new quota says at once what is used and what is granted', () => {
  const trace = runOf(
    { 'a.yaml': quota({ pods: '4', configmaps: '5', 'requests.cpu': '1000m', 'count/deployments.apps': '2' }) },
    [
      ['0s', 'create -f a.yaml'],
      ['1s', 'get quota budget -o jsonpath={.status}'],
    ],
    '2s',
  );
  expect(JSON.parse(printedBy(trace, 'get quota budget -o jsonpath={.status}'))).toEqual({
    hard: { pods: '4', configmaps: '5', 'requests.cpu': '1', 'count/deployments.apps': '2' },
    used: { pods: '0', configmaps: '1', 'requests.cpu': '0', 'count/deployments.apps': '0' },
  });
});

test('Pods that are created at the same time are counted one after the other: no more than granted', () => {
  const trace = runOf(
    { 'quota.yaml': quota({ pods: '2' }), 'web.yaml': deployment(5) },
    [
      ['0s', 'create -f quota.yaml'],
      ['1s', 'create -f web.yaml'],
      ['5s', 'get quota'],
    ],
    '8s',
  );
  expect(createdOf(trace, 'pods')).toHaveLength(2);
  expect(printedBy(trace, 'get quota')).toMatch(/^budget +pods: 2\/2/m);
  const refused = eventsOf(trace, 'replicaset-controller').filter((event) => event.startsWith('FailedCreate'));
  expect(refused[0]).toMatch(
    /^FailedCreate: Error creating: pods "web-[a-z0-9-]+" is forbidden: exceeded quota: budget, requested: pods=1, used: pods=2, limited: pods=2$/,
  );
  const [replicaSet] = createdOf<ReplicaSet>(trace, 'replicasets');
  const failing = lastOf<ReplicaSet>(trace, `replicasets/default/${replicaSet?.metadata.name}`);
  expect(failing?.status?.conditions?.map(({ type, reason }) => [type, reason])).toEqual([
    ['ReplicaFailure', 'FailedCreate'],
  ]);
  const conditions = lastOf<Deployment>(trace, 'deployments/default/web')?.status?.conditions ?? [];
  expect(conditions.map(({ type }) => type)).toContain('ReplicaFailure');
});

test('what goes is given back', () => {
  const trace = runOf(
    { 'quota.yaml': quota({ pods: '2' }), 'web.yaml': deployment(2) },
    [
      ['0s', 'create -f quota.yaml'],
      ['1s', 'create -f web.yaml'],
      ['5s', 'scale deployment web --replicas=1'],
      ['12s', 'get quota'],
    ],
    '13s',
  );
  expect(printedBy(trace, 'get quota')).toMatch(/^budget +pods: 1\/2/m);
});

test('an update of what is counted once, as a ConfigMap, takes nothing more', () => {
  const trace = runOf(
    { 'quota.yaml': quota({ configmaps: '2' }) },
    [
      ['0s', 'create -f quota.yaml'],
      ['1s', 'create configmap one --from-literal=a=1'],
      ['2s', 'label configmap one x=y'],
      ['3s', 'create configmap two --from-literal=a=1'],
      ['4s', 'get quota'],
    ],
    '5s',
  );
  expect(printedBy(trace, 'get quota')).toMatch(/configmaps: 2\/2/);
  expect(trace.commands.find(({ command }) => command.includes('configmap two'))?.stderr).toContain(
    'exceeded quota: budget, requested: configmaps=1, used: configmaps=2, limited: configmaps=2',
  );
});
