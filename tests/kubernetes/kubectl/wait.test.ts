import { describe, expect, it } from 'vitest';
import { kubectl, type Stored } from './answering.ts';

const pod = (ready: 'True' | 'False', more: object = {}): Stored => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'default', labels: { app: 'web' }, ...more },
  ...{ status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready }] } },
});

describe('kubectl wait', () => {
  it('says when a condition is met, whatever its value', () => {
    expect(kubectl('wait pod/web --for=condition=Ready', [pod('True')]).stdout).toBe('pod/web condition met\n');
    expect(kubectl('wait pod web --for condition=ready=false', [pod('False')]).stdout).toBe('pod/web condition met\n');
    expect(kubectl('wait pod -l app=web --for=create', [pod('False')]).stdout).toBe('pod/web condition met\n');
  });
  it('knows paths, with a value or any', () => {
    const met = (path: string) => kubectl(`wait pod/web --for=jsonpath='${path}' --timeout=1s`, [pod('True')]).code;
    expect(['{.status.phase}=Running', '.status.phase', '{.status.phase}=Pending', '{.status.podIP}'].map(met)).toEqual(
      [0, 0, 1, 1],
    );
  });
  it('names what it has waited for in vain', () => {
    const { stderr, code } = kubectl('wait pod/web --for=condition=Ready --timeout=1s', [pod('False')]);
    expect([stderr, code]).toEqual(['error: timed out waiting for the condition on pods/web\n', 1]);
    expect(kubectl('wait pod/web --for=delete --timeout=1s', [pod('True')]).stderr).toBe(
      'error: timed out waiting for the condition on pods/web\n',
    );
    expect(kubectl('wait pod/web --for=condition=Ready --timeout=0', [pod('False')]).stderr).toBe(
      'error: condition not met for pods/web\n',
    );
  });
  it('does not count a condition of an older generation', () => {
    const old = {
      ...pod('True', { generation: 2 }),
      status: { observedGeneration: 1, conditions: [{ type: 'Ready', status: 'True' }] },
    };
    expect(kubectl('wait pod/web --for=condition=Ready --timeout=1s', [old]).code).toBe(1);
  });
  it('needs something to wait for', () => {
    expect(kubectl('wait pod/web --for=delete', [])).toMatchObject({ stdout: '', stderr: '', code: 0 });
    expect(kubectl('wait pod -l app=none --for=condition=Ready', []).stderr).toBe(
      'error: no matching resources found\n',
    );
    expect(kubectl('wait pod/web --for=luck', []).stderr).toBe('error: unrecognized condition: "luck"\n');
    expect(kubectl('wait pod/web --for=condition=Ready', []).stderr).toBe(
      'Error from server (NotFound): pods "web" not found\n',
    );
  });
});
