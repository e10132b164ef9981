import { describe, expect, it } from 'vitest';
import { kubectl, type Stored } from './answering.ts';

const pod = (name: string, status: object = {}, spec: object = {}): Stored => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', labels: { app: 'web' } },
  ...{
    spec: { nodeName: 'worker-1', containers: [{ name: 'main' }], ...spec },
    status: { phase: 'Running', ...status },
  },
});
const several = { containers: [{ name: 'main' }, { name: 'side' }], initContainers: [{ name: 'first' }] };
const web: Stored = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default' },
  ...{ spec: { selector: { matchLabels: { app: 'web' } } } },
};

describe('kubectl logs', () => {
  it('takes the first container and says which others there are', () => {
    expect(kubectl('logs web --tail=1', [pod('web', {}, several)])).toMatchObject({
      stdout: 'web main 3\n',
      stderr: 'Defaulted container "main" out of: main, side, first (init)\n',
    });
    expect(kubectl('logs web side --tail=1', [pod('web', {}, several)])).toMatchObject({
      stdout: 'web side 3\n',
      stderr: '',
    });
    expect(kubectl('logs web -c none', [pod('web')]).stderr).toBe('error: container none is not valid for pod web\n');
  });
  it('takes all containers, in the order in which they begin, each line with its origin', () => {
    expect(kubectl('logs web --all-containers --prefix --tail=1', [pod('web', {}, several)]).stdout).toBe(
      '[pod/web/first] web first 3\n[pod/web/main] web main 3\n[pod/web/side] web side 3\n',
    );
  });
  it('takes of a Deployment the Pod that has most to say', () => {
    const ready = { conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }] };
    const pods = [pod('a', { phase: 'Pending' }), pod('b'), pod('c', ready)];
    expect(kubectl('logs deploy/web --tail=1', [web, ...pods])).toMatchObject({
      stdout: 'c main 3\n',
      stderr: 'Found 3 pods, using pod/c\n',
    });
  });
  it('takes all of them with --all-pods, each line with its origin', () => {
    expect(kubectl('logs deploy/web --all-pods --tail=1', [web, pod('a'), pod('b')])).toMatchObject({
      stdout: '[pod/a/main] a main 3\n[pod/b/main] b main 3\n',
      stderr: '',
    });
  });
  it('refuses flags that do not go together', () => {
    const problems = {
      'logs web -c main main': 'only one of -c or an inline [CONTAINER] arg is allowed',
      'logs web --tail=-2': '--tail must be greater than or equal to -1',
      'logs web -c main --all-containers': '--all-containers=true should not be specified with container name main',
      'logs configmap/settings': 'cannot get the logs from *v1.ConfigMap: selector for *v1.ConfigMap not implemented',
    };
    const settings: Stored = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'default' },
    };
    for (const [command, problem] of Object.entries(problems))
      expect(kubectl(command, [pod('web'), settings]).stderr).toBe(`error: ${problem}\n`);
  });
  it('takes all Pods that a selector picks', () => {
    expect(kubectl('logs -l app=web --tail=1', [pod('a'), pod('b')]).stdout).toBe('a main 3\nb main 3\n');
    expect(kubectl('logs -l app=none', [pod('a')])).toMatchObject({
      stderr: 'No resources found in default namespace.\n',
      code: 0,
    });
  });
});

describe('kubectl get', () => {
  it('sorts labels by their text, in which a dot comes before the sign of equality', () => {
    const labelled = {
      ...pod('web'),
      metadata: { name: 'web', namespace: 'default', labels: { app: 'b', 'app.io/name': 'a' } },
    };
    expect(kubectl('get pods --show-labels --no-headers', [labelled]).stdout).toMatch(/app\.io\/name=a,app=b\n$/);
  });
  it('writes a text with blanks at the end of a line in quotes', () => {
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'web', namespace: 'default' },
      data: { a: 'x \ny\n' },
    };
    expect(kubectl('get cm web -o yaml', [map]).stdout).toContain('  a: "x \\ny\\n"\n');
  });
});
