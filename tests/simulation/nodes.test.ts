import { expect, test } from 'vitest';
import type { Node, Pod } from '../../src/kubernetes/api/types.ts';
import { eventsOf, lastOf, printedBy, runOf, statesOf } from './run-of.ts';

const pod = (name: string, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: {
    terminationGracePeriodSeconds: 1,
    nodeName: 'worker-1',
    containers: [{ name: 'main', image: 'nginx:1.27' }],
    ...more,
  },
});

test('a cordoned node gets a taint, and loses it when it is uncordoned; its kubelet says so at its next status', () => {
  const trace = runOf(
    {},
    [
      ['0s', 'cordon worker-1'],
      ['20s', 'uncordon worker-1'],
    ],
    '40s',
  );
  const taints = statesOf<Node>(trace, 'nodes//worker-1').map(({ spec }) =>
    (spec?.taints ?? []).map(({ key, effect }) => `${key}:${effect}`).join(),
  );
  expect([...new Set(taints)]).toEqual(['', 'node.kubernetes.io/unschedulable:NoSchedule']);
  expect(lastOf<Node>(trace, 'nodes//worker-1')?.spec?.taints).toBeUndefined();
  expect(eventsOf(trace, 'kubelet')).toEqual([
    'NodeNotSchedulable: Node worker-1 status is now: NodeNotSchedulable',
    'NodeSchedulable: Node worker-1 status is now: NodeSchedulable',
  ]);
});

test('a NoExecute taint drives out what does not tolerate it at once, and what tolerates it for a time after that', () => {
  const tolerates = (more: object): object => ({
    tolerations: [{ key: 'late', operator: 'Exists', effect: 'NoExecute', ...more }],
  });
  const files = {
    'a.yaml': [pod('goes'), pod('stays', tolerates({})), pod('lingers', tolerates({ tolerationSeconds: 8 }))],
  };
  const trace = runOf(
    files,
    [
      ['0s', 'create -f a.yaml'],
      ['5s', 'taint nodes worker-1 late:NoExecute'],
      ['10s', 'get pods -o name'],
      ['20s', 'get pods'],
    ],
    '21s',
  );
  expect(printedBy(trace, 'get pods -o name')).toBe('pod/lingers\npod/stays\n');
  expect(printedBy(trace, 'get pods')).toMatch(/^stays +1\/1 +Running/m);
  expect(printedBy(trace, 'get pods')).not.toContain('lingers');
  expect(eventsOf(trace, 'taint-eviction-controller')).toEqual([
    'TaintManagerEviction: Marking for deletion Pod default/goes',
    'TaintManagerEviction: Marking for deletion Pod default/lingers',
  ]);
  const conditions = statesOf<Pod>(trace, 'pods/default/goes').flatMap(({ status }) => status?.conditions ?? []);
  expect(conditions.find(({ type }) => type === 'DisruptionTarget')).toMatchObject({
    status: 'True',
    reason: 'DeletionByTaintManager',
    message: 'Taint manager: deleting due to NoExecute taint',
  });
});

test('a taint that is taken away in time cancels the deletion', () => {
  const tolerations = [{ key: 'late', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 }];
  const trace = runOf(
    { 'a.yaml': pod('lingers', { tolerations }) },
    [
      ['0s', 'create -f a.yaml'],
      ['5s', 'taint nodes worker-1 late:NoExecute'],
      ['10s', 'taint nodes worker-1 late-'],
    ],
    '60s',
  );
  expect(eventsOf(trace, 'taint-eviction-controller')).toEqual([
    'TaintManagerEviction: Cancelling deletion of Pod default/lingers',
  ]);
  expect(lastOf<Pod>(trace, 'pods/default/lingers')?.status?.phase).toBe('Running');
});

test('a Pod on a node that does not exist is failed and deleted when the node has been away for long enough', () => {
  const trace = runOf(
    { 'a.yaml': pod('orphan', { nodeName: 'nowhere' }) },
    [
      ['0s', 'create -f a.yaml'],
      ['39s', 'get pods -o name'],
    ],
    '65s',
  );
  expect(printedBy(trace, 'get pods -o name')).toBe('pod/orphan\n');
  expect(lastOf(trace, 'pods/default/orphan')).toBeUndefined();
  const [last] = statesOf<Pod>(trace, 'pods/default/orphan').slice(-1);
  expect(last?.status?.phase).toBe('Failed');
  expect(last?.status?.conditions?.find(({ type }) => type === 'DisruptionTarget')?.message).toBe(
    'PodGC: node no longer exists',
  );
});

test('every node has what its kubelet and the controllers write on it', () => {
  const trace = runOf(
    {},
    [
      ['0s', 'get node worker-1 -o yaml'],
      ['1s', 'get csinodes'],
      ['2s', 'get componentstatuses'],
    ],
    '3s',
  );
  const yaml = printedBy(trace, 'get node worker-1 -o yaml');
  expect(yaml).toContain('node.alpha.kubernetes.io/ttl: "0"');
  expect(yaml).toContain('volumes.kubernetes.io/controller-managed-attach-detach: "true"');
  expect(yaml).toMatch(/hugepages-2Mi: "0"/);
  expect(yaml).toMatch(/machineID: [0-9a-f]{32}\n/);
  expect(printedBy(trace, 'get csinodes')).toMatch(/^worker-1 +0 +60m$/m);
  const health = trace.commands.find(({ command }) => command.endsWith('componentstatuses'));
  expect(health?.stdout).toMatch(/^scheduler +Healthy +ok +$/m);
  expect(health?.stderr).toBe('Warning: v1 ComponentStatus is deprecated in v1.19+\n');
});
