import { expect, test } from 'vitest';
import type {
  ApiObject,
  KubeEvent,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
} from '../../src/kubernetes/api/types.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { createdOf, eventsOf, lastOf, printedBy, runOf, statesOf, thereOf } from './run-of.ts';

const schedulerEvents = (trace: Trace): readonly string[] =>
  createdOf<ApiObject & KubeEvent>(trace, 'events')
    .filter(({ reportingComponent }) => reportingComponent === 'default-scheduler')
    .map(({ reason, message }) => `${reason}: ${message}`);

const storageClass = (name: string, more: object): object => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  ...more,
});

const volume = (name: string, storage: string, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name },
  spec: {
    capacity: { storage },
    accessModes: ['ReadWriteOnce'],
    persistentVolumeReclaimPolicy: 'Retain',
    storageClassName: 'manual',
    hostPath: { path: `/tmp/${name}` },
    ...more,
  },
});

const claim = (name: string, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '2Gi' } },
    storageClassName: 'manual',
    ...more,
  },
});

const user = (claimName: string): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'user' },
  spec: {
    terminationGracePeriodSeconds: 1,
    containers: [{ name: 'main', image: 'nginx:1.27', volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
  },
});

test('a claim takes the smallest volume that is large enough, and both sides name each other', () => {
  const trace = runOf(
    { 'a.yaml': [volume('small', '1Gi'), volume('large', '9Gi'), volume('fits', '3Gi'), claim('data')] },
    [['0s', 'create -f a.yaml']],
  );
  const bound = lastOf<PersistentVolumeClaim>(trace, 'persistentvolumeclaims/default/data');
  expect(bound?.spec?.volumeName).toBe('fits');
  expect(bound?.status).toEqual({ phase: 'Bound', accessModes: ['ReadWriteOnce'], capacity: { storage: '3Gi' } });
  expect(bound?.metadata.annotations).toEqual({
    'pv.kubernetes.io/bind-completed': 'yes',
    'pv.kubernetes.io/bound-by-controller': 'yes',
  });
  const taken = lastOf<PersistentVolume>(trace, 'persistentvolumes//fits');
  expect(taken?.spec?.claimRef).toMatchObject({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data' });
  expect(taken?.status?.phase).toBe('Bound');
  expect(lastOf<PersistentVolume>(trace, 'persistentvolumes//large')?.status?.phase).toBe('Available');
});

test('a new volume wakes no claim: the claim is looked at again within fifteen seconds', () => {
  const trace = runOf(
    {
      'claim.yaml': claim('data', { storageClassName: '' }),
      'pv.yaml': volume('late', '3Gi', { storageClassName: '' }),
    },
    [
      ['0s', 'create -f claim.yaml'],
      ['1s', 'create -f pv.yaml'],
    ],
  );
  expect(eventsOf(trace, 'persistentvolume-controller')).toContain(
    'FailedBinding: no persistent volumes available for this claim and no storage class is set',
  );
  expect(lastOf<PersistentVolumeClaim>(trace, 'persistentvolumeclaims/default/data')?.status?.phase).toBe('Bound');
});

test('a claim that names a volume which does not suit it says why', () => {
  const trace = runOf({ 'a.yaml': [volume('small', '1Gi'), claim('data', { volumeName: 'small' })] }, [
    ['0s', 'create -f a.yaml'],
  ]);
  expect(eventsOf(trace, 'persistentvolume-controller')).toContain(
    'VolumeMismatch: Cannot bind to requested volume "small": requested PV is too small',
  );
});

test('a Pod whose claim is not bound is refused for all nodes at once, and runs when the claim is bound', () => {
  const trace = runOf({ 'a.yaml': [claim('data'), user('data')], 'pv.yaml': volume('late', '3Gi') }, [
    ['0s', 'create -f a.yaml'],
    ['1s', 'create -f pv.yaml'],
  ]);
  expect(schedulerEvents(trace)[0]).toBe(
    'FailedScheduling: 0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
  );
  expect(lastOf<Pod>(trace, 'pods/default/user')?.status?.phase).toBe('Running');
});

test('a Pod with a claim that is not there names it', () => {
  const trace = runOf({ 'a.yaml': user('nowhere') }, [['0s', 'create -f a.yaml']], '5s');
  expect(schedulerEvents(trace)).toEqual([
    'FailedScheduling: 0/3 nodes are available: persistentvolumeclaim "nowhere" not found. not found',
  ]);
});

test('a claim that waits for its first consumer is bound on the node that the Pod is sent to', () => {
  const nodeAffinity = {
    required: {
      nodeSelectorTerms: [
        { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: ['worker-2'] }] },
      ],
    },
  };
  const local = volume('disk', '3Gi', { hostPath: undefined, local: { path: '/mnt/disk' }, nodeAffinity });
  const manual = storageClass('manual', {
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
  const trace = runOf({ 'a.yaml': [manual, local, claim('data')], 'pod.yaml': user('data') }, [
    ['0s', 'create -f a.yaml'],
    ['2s', 'create -f pod.yaml'],
  ]);
  expect(eventsOf(trace, 'persistentvolume-controller')[0]).toBe(
    'WaitForFirstConsumer: waiting for first consumer to be created before binding',
  );
  expect(lastOf<Pod>(trace, 'pods/default/user')?.spec.nodeName).toBe('worker-2');
  expect(lastOf<PersistentVolumeClaim>(trace, 'persistentvolumeclaims/default/data')?.spec?.volumeName).toBe('disk');
});

test('a claim in use stays until its Pod is gone, and its volume is released or goes with it', () => {
  const files = {
    'a.yaml': [
      volume('kept', '2Gi'),
      volume('gone', '3Gi', { persistentVolumeReclaimPolicy: 'Delete' }),
      claim('data'),
      user('data'),
    ],
    'b.yaml': claim('other', { resources: { requests: { storage: '3Gi' } } }),
  };
  const trace = runOf(files, [
    ['0s', 'create -f a.yaml'],
    ['1s', 'create -f b.yaml'],
    ['5s', 'delete pvc data other --wait=false'],
    ['8s', 'get pvc'],
    ['9s', 'delete pod user'],
  ]);
  expect(printedBy(trace, 'get pvc')).toMatch(/^data +Terminating +kept/m);
  expect(thereOf(trace, 'persistentvolumeclaims')).toEqual([]);
  expect(thereOf(trace, 'persistentvolumes')).toEqual(['kept']);
  const phases = statesOf<PersistentVolume>(trace, 'persistentvolumes//kept').map(({ status }) => status?.phase);
  expect([...new Set(phases)]).toEqual(['Pending', 'Available', 'Bound', 'Released']);
});

test('a class without a provisioner, a class that is missing, and one whose provisioner is a driver outside', () => {
  const files = {
    'a.yaml': [
      storageClass('manual', { provisioner: 'kubernetes.io/no-provisioner' }),
      storageClass('fast', { provisioner: 'example.com/disk' }),
      claim('one'),
      claim('two', { storageClassName: 'nosuch' }),
      claim('three', { storageClassName: 'fast' }),
    ],
  };
  const trace = runOf(files, [['0s', 'create -f a.yaml']], '3s');
  expect([...eventsOf(trace, 'persistentvolume-controller')].sort()).toEqual([
    "ExternalProvisioning: Waiting for a volume to be created either by the external provisioner 'example.com/disk' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
    'ProvisioningFailed: no volume plugin matched name: kubernetes.io/no-provisioner',
    'ProvisioningFailed: storageclass.storage.k8s.io "nosuch" not found',
  ]);
});
