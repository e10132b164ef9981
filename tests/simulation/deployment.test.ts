import { describe, expect, it } from 'vitest';
import type { Deployment, Pod, ReplicaSet } from '../../src/kubernetes/api/types.ts';
import { createdOf, eventsOf, lastOf, podTemplate, printedBy, runOf, thereOf } from './run-of.ts';

const deployment = (spec: object = {}, metadata: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...metadata },
  spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template: podTemplate({ app: 'web' }), ...spec },
});
const create = ['0s', 'create -f web.yaml'] as const;
const setsOf = (names: readonly ReplicaSet[], annotation: string): readonly (string | undefined)[] =>
  names.map(({ metadata }) => metadata.annotations?.[`deployment.kubernetes.io/${annotation}`]);

describe('a Deployment that is made again after its ReplicaSet was left alone', () => {
  const trace = runOf({ 'web.yaml': deployment() }, [
    create,
    ['10s', 'delete deployment web --cascade=orphan'],
    ['20s', 'create -f web.yaml'],
  ]);

  it('adopts the ReplicaSet with its Pods', () => {
    expect(createdOf(trace, 'replicasets')).toHaveLength(1);
    expect(createdOf(trace, 'pods')).toHaveLength(2);
    const [set] = createdOf<ReplicaSet>(trace, 'replicasets');
    const owners = lastOf<ReplicaSet>(trace, `replicasets/default/${set?.metadata.name}`)?.metadata.ownerReferences;
    expect(owners?.map(({ uid }) => uid)).toEqual([lastOf(trace, 'deployments/default/web')?.metadata.uid]);
    expect(lastOf<Deployment>(trace, 'deployments/default/web')?.status?.readyReplicas).toBe(2);
  });
});

describe('a Deployment that is deleted in the foreground', () => {
  const trace = runOf({ 'web.yaml': deployment() }, [create, ['10s', 'delete deployment web --cascade=foreground']]);

  it('goes after its ReplicaSet, which goes after its Pods', () => {
    const gone = trace.writes
      .filter(({ operation, resource }) => operation === 'delete' && /deployments|replicasets|pods/.test(resource))
      .map(({ resource }) => resource);
    expect(gone).toEqual(['pods', 'pods', 'replicasets', 'deployments']);
  });
});

describe('a Deployment that goes back to an earlier template', () => {
  const trace = runOf({ 'web.yaml': deployment({}, { annotations: { 'kubernetes.io/change-cause': 'first' } }) }, [
    create,
    ['10s', 'set image deployment/web main=httpd'],
    ['10.1s', 'annotate deployment/web kubernetes.io/change-cause=second --overwrite'],
    ['25s', 'rollout undo deployment/web'],
    ['40s', 'rollout history deployment/web'],
  ]);

  it('gives the old ReplicaSet the newest revision, and the cause it had then', () => {
    expect(printedBy(trace, 'rollout history deployment/web').trimEnd().split('\n').slice(1)).toEqual([
      'REVISION  CHANGE-CAUSE',
      '2         second',
      '3         first',
    ]);
    const [first] = createdOf<ReplicaSet>(trace, 'replicasets');
    const set = lastOf<ReplicaSet>(trace, `replicasets/default/${first?.metadata.name}`);
    expect(setsOf(set === undefined ? [] : [set], 'revision-history')).toEqual(['1']);
  });
});

describe('a Deployment that recreates its Pods', () => {
  const trace = runOf({ 'web.yaml': deployment({ strategy: { type: 'Recreate' } }) }, [
    create,
    ['10s', 'set image deployment/web main=httpd'],
  ]);

  it('makes no new Pod before the old ones have ended', () => {
    const pods = createdOf<Pod>(trace, 'pods').map(({ metadata }) => `pods/default/${metadata.name}`);
    const first = (key: string | undefined, phase: string): number =>
      trace.writes.find((write) => write.key === key && (write.object as Pod).status?.phase === phase)?.at ?? 0;
    const ends = pods.slice(0, 2).map((key) => first(key, 'Succeeded'));
    expect(pods).toHaveLength(4);
    expect(first(pods[2], 'Pending')).toBeGreaterThan(Math.max(...ends));
  });
});

describe('a Deployment that is paused', () => {
  const trace = runOf({ 'web.yaml': deployment() }, [
    create,
    ['10s', 'rollout pause deployment/web'],
    ['12s', 'set image deployment/web main=httpd'],
    ['15s', 'scale deployment/web --replicas=4'],
    ['30s', 'rollout resume deployment/web'],
  ]);

  it('takes no new template, but another size', () => {
    const [first, second] = createdOf<ReplicaSet>(trace, 'replicasets');
    expect(second?.metadata.creationTimestamp).toBe('2026-01-01T00:00:30Z');
    expect(eventsOf(trace, 'deployment-controller').slice(0, 2)).toEqual([
      `ScalingReplicaSet: Scaled up replica set ${first?.metadata.name} from 0 to 2`,
      `ScalingReplicaSet: Scaled up replica set ${first?.metadata.name} from 2 to 4`,
    ]);
  });

  it('says so in its conditions', () => {
    const reasons = trace.writes
      .filter(({ resource }) => resource === 'deployments')
      .map(({ object }) => (object as Deployment).status?.conditions?.find(({ type }) => type === 'Progressing'));
    expect(reasons.some((condition) => condition?.reason === 'DeploymentPaused')).toBe(true);
    expect(reasons.some((condition) => condition?.reason === 'DeploymentResumed')).toBe(true);
    expect(thereOf(trace, 'pods')).toHaveLength(4);
  });
});

describe('a ReplicationController', () => {
  const controller = {
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: { name: 'old' },
    spec: { replicas: 2, selector: { app: 'old' }, template: podTemplate({ app: 'old' }) },
  };

  it('keeps its number of Pods', () => {
    const trace = runOf({ 'rc.yaml': controller }, [
      ['0s', 'create -f rc.yaml'],
      ['10s', 'scale rc old --replicas=3'],
      ['20s', 'delete pods --all'],
    ]);
    expect(createdOf(trace, 'pods')).toHaveLength(6);
    expect(thereOf(trace, 'pods')).toHaveLength(3);
  });
});
