import { describe, expect, it } from 'vitest';
import type { Pod } from '../../src/kubernetes/api/types.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { runOfCommands } from './commands-run.ts';
import { statesOf } from './run-of.ts';

const pod = (name: string, cpu: string, resizePolicy: readonly object[] = []) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      terminationGracePeriodSeconds: 1,
      containers: [
        {
          name: 'app',
          image: 'nginx',
          resizePolicy,
          resources: { requests: { cpu, memory: '64Mi' }, limits: { memory: '64Mi' } },
        },
      ],
    },
  });
const patch = (name: string, resources: object) =>
  `patch pod ${name} --subresource resize -p '${JSON.stringify({ spec: { containers: [{ name: 'app', resources }] } })}'`;

const run = (actions: readonly string[], files: Readonly<Record<string, string>>): Trace =>
  runOfCommands({
    actions,
    files,
    apart: 5,
    cluster: ' { nodes: [{ name: only, capacity: { cpu: "2", memory: 4Gi } }] }',
  });

const statuses = (trace: Trace, name: string) =>
  statesOf<Pod>(trace, `pods/default/${name}`).map(({ status }) => status);
const conditions = (trace: Trace, name: string) =>
  statuses(trace, name).map((status) => status?.conditions?.find(({ type }) => type.startsWith('PodResize')));
const messages = (trace: Trace, reason: string) => {
  const all = trace.writes
    .map(({ object }) => object as { reason?: string; message?: string } | undefined)
    .filter((object) => object?.reason === reason)
    .map((object) => object?.message);
  return [...new Set(all)];
};

describe('a running Pod that asks for other resources', () => {
  const trace = run(['create -f a.yaml', patch('a', { requests: { cpu: '500m' } })], { 'a.yaml': pod('a', '200m') });
  const last = statuses(trace, 'a').at(-1);

  it('gets them without a restart: first they are set aside, then given, and both are said', () => {
    const seen = statuses(trace, 'a').map((status) => {
      const [app] = status?.containerStatuses ?? [];
      return [app?.allocatedResources?.['cpu'], app?.resources?.requests?.['cpu']].join('/');
    });
    expect([...new Set(seen)].slice(-3)).toEqual(['200m/200m', '500m/200m', '500m/500m']);
    expect(last?.containerStatuses?.[0]?.restartCount).toBe(0);
    expect(conditions(trace, 'a').some((condition) => condition?.type === 'PodResizeInProgress')).toBe(true);
    expect(conditions(trace, 'a').at(-1)).toBeUndefined();
    const said =
      '{"containers":[{"name":"app","resources":{"limits":{"memory":"64Mi"},"requests":{"cpu":"500m","memory":"64Mi"}}}],"generation":2}';
    expect(messages(trace, 'ResizeStarted')).toEqual([`Pod resize started: ${said}`]);
    expect(messages(trace, 'ResizeCompleted')).toEqual([`Pod resize completed: ${said}`]);
  });
});

it('a resource whose policy is RestartContainer takes a new instance', () => {
  const policy = [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }];
  const more = { requests: { memory: '96Mi' }, limits: { memory: '96Mi' } };
  const trace = run(['create -f a.yaml', patch('a', more)], { 'a.yaml': pod('a', '200m', policy) });
  expect(messages(trace, 'Killing')).toEqual(['Container app resize requires restart']);
  expect(statuses(trace, 'a').at(-1)?.containerStatuses?.[0]).toMatchObject({
    restartCount: 1,
    resources: { limits: { memory: '96Mi' } },
  });
  expect(conditions(trace, 'a').at(-1)).toBeUndefined();
});

it('a sidecar gets other resources as the main containers do', () => {
  const side = { name: 'side', image: 'busybox', restartPolicy: 'Always', command: ['sleep', '3600'] };
  const sized = { ...side, resources: { requests: { cpu: '100m' } } };
  const file = { ...JSON.parse(pod('a', '200m')) };
  const wish = { spec: { initContainers: [{ name: 'side', resources: { requests: { cpu: '150m' } } }] } };
  const trace = run(['create -f a.yaml', `patch pod a --subresource resize -p '${JSON.stringify(wish)}'`], {
    'a.yaml': JSON.stringify({ ...file, spec: { ...file.spec, initContainers: [sized] } }),
  });
  expect(statuses(trace, 'a').at(-1)?.initContainerStatuses?.[0]).toMatchObject({
    restartCount: 0,
    resources: { requests: { cpu: '150m' } },
  });
  expect(messages(trace, 'ResizeCompleted')).toHaveLength(1);
});

it('what is more than the node has can never be given, and the Pod goes on as it is', () => {
  const trace = run(['create -f a.yaml', patch('a', { requests: { cpu: '8' } })], { 'a.yaml': pod('a', '200m') });
  const message = "Node didn't have enough capacity: cpu, requested: 8000, capacity: 2000";
  expect(conditions(trace, 'a').at(-1)).toMatchObject({ type: 'PodResizePending', reason: 'Infeasible', message });
  expect(statuses(trace, 'a').at(-1)?.containerStatuses?.[0]?.resources?.requests?.['cpu']).toBe('200m');
  expect(messages(trace, 'ResizeInfeasible')).toHaveLength(1);
});

it('what others have is given once one of them is gone', () => {
  const trace = run(['create -f a.yaml -f b.yaml', patch('a', { requests: { cpu: '1500m' } }), 'delete pod b'], {
    'a.yaml': pod('a', '500m'),
    'b.yaml': pod('b', '1'),
  });
  const message = "Node didn't have enough resource: cpu, requested: 1500, used: 1000, capacity: 2000";
  expect(conditions(trace, 'a')).toContainEqual(expect.objectContaining({ reason: 'Deferred', message }));
  expect(conditions(trace, 'a').at(-1)).toBeUndefined();
  expect(statuses(trace, 'a').at(-1)?.containerStatuses?.[0]?.resources?.requests?.['cpu']).toBe('1500m');
});

it('a wish that is taken back is no longer waited for', () => {
  const wishes = [{ requests: { cpu: '8' } }, { requests: { cpu: '200m' } }];
  const trace = run(['create -f a.yaml', ...wishes.map((wish) => patch('a', wish))], { 'a.yaml': pod('a', '200m') });
  expect(conditions(trace, 'a').at(-1)).toBeUndefined();
});

it('what a node never can give counts neither for the node nor for the quota: what the Pod has does', () => {
  const trace = run(
    [
      'create quota all --hard=requests.cpu=10',
      'create -f a.yaml',
      patch('a', { requests: { cpu: '8' } }),
      'describe node only',
      'get quota all -o jsonpath={.status.used}',
    ],
    { 'a.yaml': pod('a', '200m') },
  );
  expect(trace.commands[3]?.stdout).toMatch(/^ {2}cpu +200m \(10%\) /m);
  expect(trace.commands[3]?.stdout).toMatch(/^ {2}default +a +200m \(10%\) /m);
  expect(trace.commands[4]?.stdout).toBe('{"requests.cpu":"200m"}');
});
