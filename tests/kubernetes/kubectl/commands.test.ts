import { describe, expect, it } from 'vitest';
import { kubectl, type Stored } from './answering.ts';

const stored = (apiVersion: string, kind: string, metadata: object, more: object): Stored => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'default', ...metadata },
  ...more,
});

describe('kubectl events', () => {
  const event = (name: string, more: object): Stored => {
    const involvedObject = { kind: 'Pod', name: 'web' };
    return stored('v1', 'Event', { name }, { type: 'Normal', message: 'said ', involvedObject, ...more });
  };
  const events = [
    event('b', {
      reason: 'Pulled',
      count: 3,
      firstTimestamp: '2026-11-23T22:58:00Z',
      lastTimestamp: '2026-11-23T22:59:30Z',
    }),
    event('a', { reason: 'Scheduled', eventTime: '2026-11-23T22:58:00.123456Z' }),
    event('c', {
      reason: 'Other',
      eventTime: '2026-11-23T22:59:00.5Z',
      type: 'Warning',
      involvedObject: { kind: 'Job', name: 'pi' },
    }),
  ];
  it('stand in the order in which they were seen last', () => {
    expect(kubectl('events', events).stdout).toBe(
      `LAST SEEN          TYPE      REASON      OBJECT    MESSAGE
119s               Normal    Scheduled   Pod/web   said
59s                Warning   Other       Job/pi    said
30s (x3 over 2m)   Normal    Pulled      Pod/web   said
`,
    );
  });
  it('are picked by object and type', () => {
    expect(kubectl('events --for pod/web --no-headers', events).stdout.trim().split('\n')).toHaveLength(2);
    expect(kubectl('events --types=warning --no-headers', events).stdout).toMatch(/^59s/);
    expect(kubectl('events --for pod/other', events)).toMatchObject({
      stderr: 'No events found in default namespace.\n',
      code: 0,
    });
    expect(kubectl('events --types=Bad', events).stderr).toBe('error: valid --types are Normal or Warning\n');
  });
});

describe('kubectl taint', () => {
  const node = (taints: readonly object[]): Stored => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'worker-1' },
    ...{ spec: { taints } },
  });
  const gpu = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' };
  const taint = (words: string, taints: readonly object[] = []) => {
    const { stdout, stderr, changes } = kubectl(`taint nodes worker-1 ${words}`, [node(taints)]);
    return [stdout + stderr, changes[0]?.body];
  };
  it('adds, removes and replaces', () => {
    expect(taint('dedicated=gpu:NoSchedule')).toEqual(['node/worker-1 tainted\n', { spec: { taints: [gpu] } }]);
    expect(taint('dedicated-', [gpu])).toEqual(['node/worker-1 untainted\n', { spec: { taints: null } }]);
    const free = { key: 'dedicated', effect: 'NoSchedule' };
    expect(taint('dedicated:NoSchedule --overwrite', [gpu])).toEqual([
      'node/worker-1 modified\n',
      { spec: { taints: [free] } },
    ]);
  });
  it('overwrites nothing unasked, and misses what is not there', () => {
    expect(taint('dedicated=x:NoSchedule', [gpu])).toEqual([
      'error: node worker-1 already has dedicated taint(s) with same effect(s) and --overwrite is false\n',
      undefined,
    ]);
    expect(taint('other:NoExecute-', [gpu])[0]).toBe('error: taint "other:NoExecute" not found\n');
    expect(taint('dedicated=x:Never')[0]).toMatch(/^error: invalid taint effect: Never, unsupported taint effect\n/);
  });
});

describe('kubectl run and expose', () => {
  it('make a bare Pod', () => {
    const { stdout, changes } = kubectl("run web --image=nginx --port=80 --env=A=b=c -- sh -c 'echo hi'", []);
    expect(stdout).toBe('pod/web created\n');
    expect(changes[0]).toMatchObject({
      path: '/api/v1/namespaces/default/pods?fieldManager=kubectl-run',
      body: {
        metadata: { name: 'web', labels: { run: 'web' } },
        spec: {
          restartPolicy: 'Always',
          containers: [
            {
              image: 'nginx',
              args: ['sh', '-c', 'echo hi'],
              env: [{ name: 'A', value: 'b=c' }],
              ports: [{ containerPort: 80 }],
            },
          ],
        },
      },
    });
    expect(kubectl('run web', []).stderr).toBe('error: required flag(s) "image" not set\n');
    expect(kubectl('run web --image=nginx -it', []).stderr).toBe(
      'error: PodScope does not model "kubectl run --stdin" yet\n',
    );
  });
  it('make a Service for what selects Pods, on the ports of its containers', () => {
    const template = {
      spec: { containers: [{ ports: [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }] }] },
    };
    const web = stored(
      'apps/v1',
      'Deployment',
      { labels: { team: 'a' } },
      { spec: { selector: { matchLabels: { app: 'web' } }, template } },
    );
    const { stdout, changes } = kubectl('expose deployment web --type=NodePort', [web]);
    expect(stdout).toBe('service/web exposed\n');
    expect(changes[0]?.body).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', labels: { team: 'a' } },
      spec: {
        type: 'NodePort',
        selector: { app: 'web' },
        ports: [
          { name: 'port-1', port: 80, protocol: 'TCP', targetPort: 80 },
          { name: 'port-2', port: 53, protocol: 'UDP', targetPort: 53 },
        ],
      },
      status: { loadBalancer: {} },
    });
  });
  it('refuse what has no ports, or no Pods', () => {
    const bare = stored('v1', 'Pod', { labels: { app: 'web' } }, { spec: { containers: [{}] } });
    expect(kubectl('expose pod web', [bare]).stderr).toMatch(
      /^error: couldn't find port via --port flag or introspection\n/,
    );
    const job = stored('batch/v1', 'Job', {}, {});
    expect(kubectl('expose job web --port=80', [job]).stderr).toBe('error: cannot expose a Job.batch\n');
  });
});

describe('kubectl auth can-i', () => {
  it('asks the server for whom it speaks', () => {
    const { stdout, code, changes } = kubectl('auth can-i list deploy/web -n team', []);
    expect([stdout, code]).toEqual(['no\n', 1]);
    expect(changes[0]?.body).toMatchObject({
      spec: {
        resourceAttributes: { namespace: 'team', verb: 'list', group: 'apps', resource: 'deployments', name: 'web' },
      },
    });
  });
  it('asks for somebody else with each of its calls', () => {
    const { changes } = kubectl('auth can-i list pods --as alice --as-group ops,dev', []);
    expect(changes[0]?.as).toEqual({ user: 'alice', groups: ['ops', 'dev'] });
  });
  it('wants a user where groups are given', () => {
    expect(kubectl('delete pod app --as-group ops', []).stderr).toBe(
      'error: requesting groups [ops] for , without impersonating a user\n',
    );
  });
});

describe('kubectl api-resources', () => {
  it('lists the kinds by group and name', () => {
    expect(kubectl('api-resources --namespaced=false --api-group=rbac.authorization.k8s.io', []).stdout).toBe(
      'NAME                  SHORTNAMES   APIVERSION                     NAMESPACED   KIND\nclusterrolebindings                rbac.authorization.k8s.io/v1   false        ClusterRoleBinding\nclusterroles                       rbac.authorization.k8s.io/v1   false        ClusterRole\n',
    );
    expect(kubectl('api-resources -o name', []).stdout).toMatch(/^bindings\n/);
  });
});
