import { describe, expect, it } from 'vitest';
import { kubectl, type Stored } from './answering.ts';

const template = (image: string) => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'nginx', image, resources: {} }] },
});

function deployment(image: string, status: object = {}, spec: object = {}): Stored {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'web',
      namespace: 'default',
      ...{ uid: 'd', generation: 2, annotations: { 'deployment.kubernetes.io/revision': '2', note: 'new' } },
    },
    ...{
      spec: { replicas: 3, selector: { matchLabels: { app: 'web' } }, template: template(image), ...spec },
      status: { observedGeneration: 2, replicas: 3, updatedReplicas: 3, availableReplicas: 3, ...status },
    },
  };
}

function replicaSet(revision: string, image: string, cause?: string): Stored {
  const { metadata, spec } = template(image);
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `web-${revision}`,
      namespace: 'default',
      labels: { app: 'web' },
      ...{
        creationTimestamp: `2026-01-01T00:00:0${revision}Z`,
        annotations: {
          'deployment.kubernetes.io/revision': revision,
          ...(cause === undefined ? {} : { 'kubernetes.io/change-cause': cause }),
        },
        ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'd', controller: true }],
      },
    },
    ...{ spec: { template: { metadata: { labels: { ...metadata.labels, 'pod-template-hash': revision } }, spec } } },
  };
}

const sets = [replicaSet('1', 'nginx:1', 'first release'), replicaSet('2', 'nginx:2')];

describe('kubectl rollout status', () => {
  const says = (status: object) => kubectl('rollout status deploy/web --watch=false', [deployment('nginx:2', status)]);
  it('tells what the rollout waits for', () => {
    expect(says({ observedGeneration: 1 }).stdout).toBe('Waiting for deployment spec update to be observed...\n');
    expect(says({ updatedReplicas: 1 }).stdout).toBe(
      'Waiting for deployment "web" rollout to finish: 1 out of 3 new replicas have been updated...\n',
    );
    expect(says({ replicas: 4 }).stdout).toBe(
      'Waiting for deployment "web" rollout to finish: 1 old replicas are pending termination...\n',
    );
    expect(says({ availableReplicas: 2 }).stdout).toBe(
      'Waiting for deployment "web" rollout to finish: 2 of 3 updated replicas are available...\n',
    );
    expect(says({}).stdout).toBe('deployment "web" successfully rolled out\n');
  });
  it('fails when the deadline has passed, and when nothing comes in time', () => {
    const late = { conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }] };
    expect(says(late)).toMatchObject({ stderr: 'error: deployment "web" exceeded its progress deadline\n', code: 1 });
    const waits = kubectl('rollout status deploy/web --timeout=5s', [deployment('nginx:2', { updatedReplicas: 1 })]);
    expect(waits).toMatchObject({ stderr: 'error: timed out waiting for the condition\n', code: 1 });
  });
});

describe('kubectl rollout history', () => {
  it('lists the revisions with their causes', () => {
    expect(kubectl('rollout history deploy web', [deployment('nginx:2'), ...sets]).stdout).toBe(
      'deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         first release\n2         <none>\n\n',
    );
  });
  it('shows the template of one revision with its tabs', () => {
    const { stdout } = kubectl('rollout history deploy web --revision=1', [deployment('nginx:2'), ...sets]);
    expect(stdout).toMatch(
      /^deployment.apps\/web with revision #1\nPod Template:\n {2}Labels:\tapp=web\n\tpod-template-hash=1\n {2}Annotations:\tkubernetes.io\/change-cause: first release\n/,
    );
    expect(kubectl('rollout history deploy web --revision=7', [deployment('nginx:2'), ...sets])).toMatchObject({
      stderr: 'error: unable to find the specified revision\n',
      code: 1,
    });
  });
});

describe('kubectl rollout undo', () => {
  it('gives the Deployment the template and the annotations of the revision before', () => {
    const { stdout, changes } = kubectl('rollout undo deploy/web', [deployment('nginx:2'), ...sets]);
    expect(stdout).toBe('deployment.apps/web rolled back\n');
    expect(changes[0]?.body).toEqual([
      { op: 'replace', path: '/spec/template', value: template('nginx:1') },
      {
        op: 'replace',
        path: '/metadata/annotations',
        value: { 'deployment.kubernetes.io/revision': '2', 'kubernetes.io/change-cause': 'first release' },
      },
    ]);
  });
  it('does nothing where there is nothing to go back to', () => {
    const undo = (command: string, objects: readonly Stored[]) => kubectl(`rollout undo ${command}`, objects);
    expect(undo('deploy/web', [deployment('nginx:2'), replicaSet('2', 'nginx:2')]).stderr).toBe(
      'error: no rollout history found for deployment "web"\n',
    );
    expect(undo('deploy/web --to-revision=9', [deployment('nginx:2'), ...sets]).stderr).toBe(
      'error: unable to find specified revision 9 in history\n',
    );
    expect(undo('deploy/web --to-revision=2', [deployment('nginx:2'), ...sets]).stdout).toBe(
      'deployment.apps/web skipped rollback (current template already matches revision 2)\n',
    );
  });
});

describe('kubectl rollout restart, pause and resume', () => {
  it('send a patch each', () => {
    const change = (command: string, spec: object = {}) => {
      const { stdout, changes } = kubectl(`rollout ${command} deploy/web`, [deployment('nginx:2', {}, spec)]);
      return [stdout, changes[0]?.body];
    };
    const metadata = { annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-11-23T23:00:00Z' } };
    expect(change('restart')).toEqual(['deployment.apps/web restarted\n', { spec: { template: { metadata } } }]);
    expect(change('pause')).toEqual(['deployment.apps/web paused\n', { spec: { paused: true } }]);
    expect(change('resume', { paused: true })).toEqual(['deployment.apps/web resumed\n', { spec: { paused: null } }]);
  });
  it('refuse what is so already', () => {
    const { stderr, code } = kubectl('rollout resume deploy/web', [deployment('nginx:2')]);
    expect([stderr, code]).toEqual(['error: deployments.apps "web" is not paused\n', 1]);
  });
});
