import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../src/kubernetes/api/types.ts';
import { withBothDataSources } from '../../../src/kubernetes/registry/always-written.ts';
import { withoutDisabledFields } from '../../../src/kubernetes/registry/disabled-fields.ts';

const object = (kind: string, spec: object): Manifest => ({ apiVersion: 'v1', kind, metadata: { name: 'x' }, spec });
const spec = {
  workloadRef: { name: 'w', podGroup: 'g' },
  containers: [
    { name: 'a', lifecycle: { stopSignal: 'SIGUSR1' } },
    { name: 'b', lifecycle: { stopSignal: 'SIGUSR1', preStop: { sleep: { seconds: 1 } } } },
  ],
  volumes: [
    {
      name: 'v',
      projected: { sources: [{ clusterTrustBundle: { name: 'c', path: 'p' } }, { secret: { name: 's' } }] },
    },
    { name: 'w', projected: { sources: [{ podCertificate: { signerName: 'a.b/c', keyType: 'ED25519' } }] } },
  ],
};
const left = {
  containers: [{ name: 'a' }, { name: 'b', lifecycle: { preStop: { sleep: { seconds: 1 } } } }],
  volumes: [
    { name: 'v', projected: { sources: [{}, { secret: { name: 's' } }] } },
    { name: 'w', projected: { sources: [{}] } },
  ],
};

describe('fields behind gates that are off are dropped without a word', () => {
  it('from Pods and from every template', () => {
    expect(withoutDisabledFields(object('Pod', spec)).spec).toEqual(left);
    for (const kind of ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job']) {
      expect(withoutDisabledFields(object(kind, { template: { spec } })).spec).toEqual({ template: { spec: left } });
    }
    const cron = withoutDisabledFields(object('CronJob', { jobTemplate: { spec: { template: { spec } } } }));
    expect(cron.spec).toEqual({ jobTemplate: { spec: { template: { spec: left } } } });
  });

  it('from the strategy of a StatefulSet', () => {
    const set = object('StatefulSet', { updateStrategy: { rollingUpdate: { partition: 1, maxUnavailable: 2 } } });
    expect(withoutDisabledFields(set).spec).toEqual({ updateStrategy: { rollingUpdate: { partition: 1 } } });
  });

  it('from claims for devices', () => {
    const tolerations = [{ operator: 'Exists' }];
    const claim = object('ResourceClaim', {
      devices: {
        requests: [
          { name: 'a', exactly: { deviceClassName: 'c', tolerations } },
          { name: 'b', firstAvailable: [{ name: 'x', deviceClassName: 'c', capacity: {} }] },
        ],
        constraints: [{ distinctAttribute: 'a/b' }],
      },
    });
    expect(withoutDisabledFields(claim).spec).toEqual({
      devices: {
        requests: [
          { name: 'a', exactly: { deviceClassName: 'c' } },
          { name: 'b', firstAvailable: [{ name: 'x', deviceClassName: 'c' }] },
        ],
        constraints: [{}],
      },
    });
    const named = object('DeviceClass', { extendedResourceName: 'example.com/gpu' });
    expect(withoutDisabledFields(named).spec).toEqual({});
  });

  it('and leaves an object without them as it is', () => {
    const pod = object('Pod', { containers: [{ name: 'a', lifecycle: {} }] });
    expect(withoutDisabledFields(pod).spec).toBe(pod.spec);
  });
});

describe('the source of a claim', () => {
  const snapshot = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's' };
  it('is known by both names where it is a claim or a snapshot', () => {
    expect(withBothDataSources({ dataSource: snapshot })).toEqual({ dataSource: snapshot, dataSourceRef: snapshot });
    expect(withBothDataSources({ dataSourceRef: snapshot })).toEqual({ dataSource: snapshot, dataSourceRef: snapshot });
  });
  it('of any other kind is dropped under the older name and kept under the newer', () => {
    const other = { apiGroup: 'hello.example.com', kind: 'Hello', name: 'h' };
    expect(withBothDataSources({ dataSource: other })).toEqual({});
    expect(withBothDataSources({ dataSourceRef: other })).toEqual({ dataSourceRef: other });
  });
  it('in another namespace is dropped', () => {
    const far = { ...snapshot, namespace: 'other' };
    expect(withoutDisabledFields(object('PersistentVolumeClaim', { dataSourceRef: far })).spec).toEqual({});
  });
});
