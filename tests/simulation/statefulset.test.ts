import { describe, expect, it } from 'vitest';
import type { PersistentVolumeClaim, Pod, StatefulSet } from '../../src/kubernetes/api/types.ts';
import { createdOf, eventsOf, lastOf, podTemplate, printedBy, runOf, statesOf, thereOf } from './run-of.ts';

const statefulSet = (spec: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db' },
  spec: {
    serviceName: 'db',
    replicas: 3,
    selector: { matchLabels: { app: 'db' } },
    template: podTemplate({ app: 'db' }),
    ...spec,
  },
});

const names = (pods: readonly Pod[]): readonly string[] => pods.map(({ metadata }) => metadata.name);

describe('a StatefulSet', () => {
  const trace = runOf({ 'db.yaml': statefulSet() }, [['0s', 'create -f db.yaml']]);
  const pods = createdOf<Pod>(trace, 'pods');

  it('makes its Pods in order, each when the one before is Running and Ready', () => {
    expect(names(pods)).toEqual(['db-0', 'db-1', 'db-2']);
    const running = (name: string): number =>
      trace.writes.find(
        ({ key, object }) => key === `pods/default/${name}` && (object as Pod).status?.phase === 'Running',
      )?.at ?? 0;
    const made = (name: string): number => trace.writes.find(({ key }) => key === `pods/default/${name}`)?.at ?? 0;
    expect(made('db-1')).toBeGreaterThan(running('db-0'));
    expect(made('db-2')).toBeGreaterThan(running('db-1'));
  });

  it('gives each Pod a name, an index, a host name and a place below its Service', () => {
    expect(pods[1]?.metadata.labels?.['statefulset.kubernetes.io/pod-name']).toBe('db-1');
    expect(pods[1]?.metadata.labels?.['apps.kubernetes.io/pod-index']).toBe('1');
    expect(pods[1]?.spec.hostname).toBe('db-1');
    expect(pods[1]?.spec.subdomain).toBe('db');
  });

  it('tells of each in an event', () => {
    expect(eventsOf(trace, 'statefulset-controller')).toEqual([
      'SuccessfulCreate: Create Pod db-0 in StatefulSet db successful',
      'SuccessfulCreate: Create Pod db-1 in StatefulSet db successful',
      'SuccessfulCreate: Create Pod db-2 in StatefulSet db successful',
    ]);
  });

  it('writes its status after the first Pod was asked for, which it does not count yet', () => {
    const [, first, second] = statesOf<StatefulSet>(trace, 'statefulsets/default/db').map(({ status }) => status);
    expect(first?.replicas).toBe(0);
    expect(second?.replicas).toBe(1);
    expect(second?.currentRevision).toBe(second?.updateRevision);
  });
});

describe('a StatefulSet whose Pods need no order', () => {
  it('makes them by slow start: one, then two at once, then the rest', () => {
    const trace = runOf({ 'db.yaml': statefulSet({ podManagementPolicy: 'Parallel', replicas: 4 }) }, [
      ['0s', 'create -f db.yaml'],
    ]);
    const made = trace.writes.filter(({ resource, operation }) => resource === 'pods' && operation === 'create');
    const at = (name: string): number => made.find(({ object }) => object.metadata.name === name)?.at ?? 0;
    expect(at('db-1') - at('db-0')).toBeGreaterThan(1);
    expect(Math.abs(at('db-2') - at('db-1'))).toBeLessThan(1.5);
    expect(at('db-3')).toBeLessThan(100 + at('db-0'));
  });
});

describe('a StatefulSet that is scaled down', () => {
  const trace = runOf({ 'db.yaml': statefulSet() }, [
    ['0s', 'create -f db.yaml'],
    ['15s', 'scale sts db --replicas=1'],
  ]);

  it('deletes from the highest ordinal, one after the other is gone', () => {
    expect(eventsOf(trace, 'statefulset-controller').slice(3)).toEqual([
      'SuccessfulDelete: Delete Pod db-2 in StatefulSet db successful',
      'SuccessfulDelete: Delete Pod db-1 in StatefulSet db successful',
    ]);
    expect(thereOf(trace, 'pods')).toEqual(['db-0']);
  });
});

describe('a StatefulSet that is given another image', () => {
  const rolling = (partition: number) =>
    runOf({ 'db.yaml': statefulSet({ updateStrategy: { rollingUpdate: { partition } } }) }, [
      ['0s', 'create -f db.yaml'],
      ['15s', 'set image sts/db main=httpd'],
    ]);

  it('replaces the Pods from the highest ordinal down', () => {
    const trace = rolling(0);
    expect(names(createdOf<Pod>(trace, 'pods')).slice(3)).toEqual(['db-2', 'db-1', 'db-0']);
    const status = lastOf<StatefulSet>(trace, 'statefulsets/default/db')?.status;
    expect(status?.currentRevision).toBe(status?.updateRevision);
  });

  it('leaves the Pods below the partition as they are', () => {
    const trace = rolling(2);
    expect(names(createdOf<Pod>(trace, 'pods')).slice(3)).toEqual(['db-2']);
    const status = lastOf<StatefulSet>(trace, 'statefulsets/default/db')?.status;
    expect([status?.currentReplicas, status?.updatedReplicas]).toEqual([2, 1]);
    expect(status?.currentRevision).not.toBe(status?.updateRevision);
  });
});

describe('a StatefulSet that goes back to an earlier template', () => {
  const trace = runOf({ 'db.yaml': statefulSet({ replicas: 1 }) }, [
    ['0s', 'create -f db.yaml'],
    ['10s', 'set image sts/db main=httpd'],
    ['20s', 'rollout undo sts/db'],
    ['40s', 'rollout history sts/db'],
  ]);

  it('gives the old ControllerRevision the next number instead of making another', () => {
    expect(createdOf(trace, 'controllerrevisions')).toHaveLength(2);
    expect(printedBy(trace, 'rollout history sts/db').trimEnd().split('\n').slice(2)).toEqual([
      '2         <none>',
      '3         <none>',
    ]);
    const pod = lastOf<Pod>(trace, 'pods/default/db-0');
    expect(pod?.spec.containers[0]?.image).toBe('nginx:1.27');
  });
});

describe('a StatefulSet with a claim template', () => {
  const volumeClaimTemplates = [
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ];
  const trace = runOf({ 'db.yaml': statefulSet({ volumeClaimTemplates }) }, [['0s', 'create -f db.yaml']], '5s');

  it('makes the claim before the Pod, which mounts it by its name', () => {
    const [claim] = createdOf<PersistentVolumeClaim>(trace, 'persistentvolumeclaims');
    expect(claim?.metadata.name).toBe('data-db-0');
    expect(claim?.metadata.labels).toEqual({ app: 'db' });
    expect(createdOf<Pod>(trace, 'pods')[0]?.spec.volumes?.[0]).toEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'data-db-0' },
    });
    expect(eventsOf(trace, 'statefulset-controller').slice(0, 2)).toEqual([
      'SuccessfulCreate: Create Claim data-db-0 Pod db-0 in StatefulSet db success',
      'SuccessfulCreate: Create Pod db-0 in StatefulSet db successful',
    ]);
  });
});
