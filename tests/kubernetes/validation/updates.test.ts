import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/kubernetes/api/field-error.ts';
import type { Fields } from '../../../src/kubernetes/api/fields.ts';
import type { Manifest } from '../../../src/kubernetes/api/types.ts';
import { defaultObject } from '../../../src/kubernetes/defaulting/index.ts';
import { validateUpdate } from '../../../src/kubernetes/validation/index.ts';

const at = { uid: 'u', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' };

const object = (kind: string, spec: Fields, apiVersion = 'v1', metadata: Fields = {}): Manifest =>
  defaultObject({ apiVersion, kind, metadata: { name: 'x', ...at, ...metadata }, spec } as unknown as Manifest);

const changed = (from: Manifest, spec: Fields): Manifest => ({ ...from, spec: { ...(from.spec as Fields), ...spec } });

const said = (now: Manifest, then: Manifest) => validateUpdate(now, then).map(lineOf);

const pod = object('Pod', { serviceAccountName: 'default', containers: [{ name: 'c', image: 'nginx' }] });

const only =
  'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n';

describe('an update of a Pod', () => {
  it('is refused with the lines of the spec that differ, under the names of the server itself', () => {
    expect(said(changed(pod, { hostname: 'here' }), pod)).toEqual([
      `${only}@@ -64,7 +64,7 @@\n   "SELinuxChangePolicy": null\n  },\n  "ImagePullSecrets": null,\n- "Hostname": "",\n+ "Hostname": "here",\n  "Subdomain": "",\n  "SetHostnameAsFQDN": null,\n  "Affinity": null,\n`,
    ]);
  });

  it('may change the image, and the lines of an image are not among those that differ', () => {
    const containers = (pod.spec as { containers: Fields[] }).containers;
    const [first] = containers;
    expect(said(changed(pod, { containers: [{ ...first, image: 'other' }] }), pod)).toEqual([]);
    const [why = ''] = said(changed(pod, { containers: [{ ...first, image: 'other', tty: true }] }), pod);
    expect(why).toContain('-   "TTY": false\n+   "TTY": true\n');
    expect(why).not.toContain('"other"');
  });

  it('may end the patience of a Pod that had less than none', () => {
    const impatient = changed(pod, { terminationGracePeriodSeconds: -5 });
    expect(said(changed(pod, { terminationGracePeriodSeconds: 1 }), impatient)).toEqual([]);
    expect(said(changed(pod, { terminationGracePeriodSeconds: 2 }), impatient)).toHaveLength(1);
  });
});

describe('an update of a Job', () => {
  it('shows its policies under the names of the server itself', () => {
    const rule = { action: 'FailJob', onExitCodes: { operator: 'In', values: [1, 3] } };
    const job = object(
      'Job',
      { podFailurePolicy: { rules: [rule] }, template: { spec: { restartPolicy: 'Never', containers: [] } } },
      'batch/v1',
    );
    const other = changed(job, { podFailurePolicy: { rules: [{ ...rule, action: 'Ignore' }] } });
    expect(said(other, job)).toContain(
      'spec.podFailurePolicy: Invalid value: {"Rules":[{"Action":"Ignore","OnExitCodes":{"ContainerName":null,"Operator":"In","Values":[1,3]},"OnPodConditions":null}]}: field is immutable',
    );
  });
});

describe('an update of storage', () => {
  it('shows what of a claim may not change', () => {
    const claim = object('PersistentVolumeClaim', {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'slow',
      resources: { requests: { storage: '1Gi' } },
    });
    expect(said(changed(claim, { storageClassName: 'fast' }), claim)).toEqual([
      'spec: Forbidden: spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims\n@@ -10,7 +10,7 @@\n   }\n  },\n  "VolumeName": "",\n- "StorageClassName": "slow",\n+ "StorageClassName": "fast",\n  "VolumeMode": "Filesystem",\n  "DataSource": null,\n  "DataSourceRef": null,\n',
    ]);
    const bound = { ...claim, status: { phase: 'Bound' } } as Manifest;
    expect(said(changed(claim, { resources: { requests: { storage: '2Gi' } } }), bound)).toEqual([]);
  });

  it('shows the source of a volume', () => {
    const volume = object('PersistentVolume', {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '1Gi' },
      hostPath: { path: '/a' },
    });
    expect(said(changed(volume, { hostPath: { path: '/b', type: '' } }), volume)).toEqual([
      'spec.persistentvolumesource: Forbidden: spec.persistentvolumesource is immutable after creation\n@@ -2,7 +2,7 @@\n  "GCEPersistentDisk": null,\n  "AWSElasticBlockStore": null,\n  "HostPath": {\n-  "Path": "/a",\n+  "Path": "/b",\n   "Type": ""\n  },\n  "Glusterfs": null,\n',
    ]);
  });
});

describe('an update of metadata', () => {
  const map = (metadata: Fields): Manifest =>
    ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', ...at, ...metadata } }) as unknown as Manifest;

  it('cannot delete the object', () => {
    const later = '2026-01-02T00:00:00Z';
    expect(said(map({ deletionTimestamp: later, deletionGracePeriodSeconds: 5 }), map({}))).toEqual([
      `metadata.deletionTimestamp: Invalid value: "${later}": field is immutable`,
      'metadata.deletionGracePeriodSeconds: Invalid value: 5: field is immutable',
    ]);
  });

  it('has well-formed labels, whatever the kind', () => {
    const labels = { 'a b': 'c' };
    for (const kind of ['ConfigMap', 'Node', 'Namespace', 'StorageClass', 'Ingress']) {
      const before = object(kind, { defaultBackend: {} });
      const [first = ''] = said({ ...before, metadata: { ...before.metadata, labels } }, before);
      expect(first).toMatch(/^metadata.labels: Invalid value: "a b": name part must consist of/);
    }
  });

  it('adds no finalizer to what is being deleted, and may take one away', () => {
    const leaving = { deletionTimestamp: '2026-01-01T00:00:00Z', finalizers: ['a/b', 'c/d'] };
    expect(said(map({ ...leaving, finalizers: ['a/b', 'e/f'] }), map(leaving))).toEqual([
      'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"e/f"}',
    ]);
    expect(said(map({ ...leaving, finalizers: ['a/b'] }), map(leaving))).toEqual([]);
  });
});

describe('a Lease', () => {
  it('lasts, and has changed hands no less than never', () => {
    const lease = object('Lease', { leaseDurationSeconds: 0, leaseTransitions: -1 }, 'coordination.k8s.io/v1');
    expect(said(lease, lease)).toEqual([
      'spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0',
      'spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0',
    ]);
  });
});
