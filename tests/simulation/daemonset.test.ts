import { describe, expect, it } from 'vitest';
import type { ControllerRevision, DaemonSet, Pod } from '../../src/kubernetes/api/types.ts';
import { createdOf, eventsOf, lastOf, podTemplate, printedBy, runOf, thereOf } from './run-of.ts';

const daemonSet = (spec: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'agent' },
  spec: { selector: { matchLabels: { app: 'agent' } }, template: podTemplate({ app: 'agent' }), ...spec },
});

describe('a DaemonSet', () => {
  const trace = runOf({ 'ds.yaml': daemonSet() }, [['0s', 'create -f ds.yaml']]);
  const pods = createdOf<Pod>(trace, 'pods');

  it('has one Pod on each node, put there by the scheduler through an affinity to the name of the node', () => {
    const meant = pods.map(
      ({ spec }) =>
        spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms[0]
          ?.matchFields?.[0]?.values?.[0],
    );
    expect(meant).toEqual(['worker-1', 'worker-2', 'worker-3']);
    const bound = pods.map(({ metadata }) => lastOf<Pod>(trace, `pods/default/${metadata.name}`)?.spec.nodeName);
    expect(bound).toEqual(meant);
  });

  it('gives its Pods the tolerations of daemons', () => {
    expect(pods[0]?.spec.tolerations?.slice(0, 6).map(({ key, effect }) => `${key}:${effect}`)).toEqual([
      'node.kubernetes.io/not-ready:NoExecute',
      'node.kubernetes.io/unreachable:NoExecute',
      'node.kubernetes.io/disk-pressure:NoSchedule',
      'node.kubernetes.io/memory-pressure:NoSchedule',
      'node.kubernetes.io/pid-pressure:NoSchedule',
      'node.kubernetes.io/unschedulable:NoSchedule',
    ]);
  });

  it('labels its Pods with the hash in the name of its ControllerRevision', () => {
    const [revision] = createdOf<ControllerRevision>(trace, 'controllerrevisions');
    const hash = pods[0]?.metadata.labels?.['controller-revision-hash'];
    expect(revision?.metadata.name).toBe(`agent-${hash}`);
    expect(pods[0]?.metadata.labels?.['pod-template-generation']).toBe('1');
  });

  it('counts nodes in its status', () => {
    expect(lastOf<DaemonSet>(trace, 'daemonsets/default/agent')?.status).toEqual({
      currentNumberScheduled: 3,
      desiredNumberScheduled: 3,
      numberAvailable: 3,
      numberMisscheduled: 0,
      numberReady: 3,
      observedGeneration: 1,
      updatedNumberScheduled: 3,
    });
  });
});

describe('a DaemonSet that is given another template', () => {
  const trace = runOf({ 'ds.yaml': daemonSet() }, [
    ['0s', 'create -f ds.yaml'],
    ['10s', 'set image ds/agent main=httpd'],
    ['50s', 'rollout history ds/agent'],
  ]);

  it('replaces one Pod after the other, each only when the one before is available', () => {
    const steps = eventsOf(trace, 'daemonset-controller').slice(3);
    expect(steps.map((step) => step.split(':')[0])).toEqual([
      'SuccessfulDelete',
      'SuccessfulCreate',
      'SuccessfulDelete',
      'SuccessfulCreate',
      'SuccessfulDelete',
      'SuccessfulCreate',
    ]);
  });

  it('counts its templates and keeps a revision of each', () => {
    const set = lastOf<DaemonSet>(trace, 'daemonsets/default/agent');
    expect(set?.metadata.annotations?.['deprecated.daemonset.template.generation']).toBe('2');
    expect(printedBy(trace, 'rollout history ds/agent')).toContain('2         <none>');
  });
});

describe('a DaemonSet with a nodeSelector that no node has', () => {
  const template = podTemplate({ app: 'agent' }, { nodeSelector: { gpu: 'yes' } });
  const trace = runOf({ 'ds.yaml': daemonSet({ template }) }, [
    ['0s', 'create -f ds.yaml'],
    ['10s', 'label node worker-2 gpu=yes'],
    ['30s', 'label node worker-2 gpu-'],
  ]);

  it('has no Pod, until a node gets the label; and none again when it loses it', () => {
    const [pod, ...others] = createdOf<Pod>(trace, 'pods');
    expect(others).toEqual([]);
    expect(pod?.metadata.creationTimestamp).toBe('2026-01-01T00:00:10Z');
    expect(thereOf(trace, 'pods')).toEqual([]);
  });
});

describe('a Pod of a DaemonSet that is deleted', () => {
  const trace = runOf({ 'ds.yaml': daemonSet() }, [
    ['0s', 'create -f ds.yaml'],
    ['10s', 'delete pods -l app=agent'],
  ]);

  it('is made anew on its node', () => {
    expect(createdOf(trace, 'pods')).toHaveLength(6);
    expect(thereOf(trace, 'pods')).toHaveLength(3);
  });
});
