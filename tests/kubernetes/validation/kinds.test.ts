import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/kubernetes/api/field-error.ts';
import { defaultObject } from '../../../src/kubernetes/defaulting/index.ts';
import { validateCreate, validateUpdate } from '../../../src/kubernetes/validation/index.ts';

const object = (apiVersion: string, kind: string, fields: object) =>
  defaultObject({ apiVersion, kind, metadata: { name: 'x', namespace: 'default' }, ...fields });

const wrong = (apiVersion: string, kind: string, fields: object) =>
  validateCreate(object(apiVersion, kind, fields)).map(lineOf);

const changed = (apiVersion: string, kind: string, from: object, to: object) =>
  validateUpdate(object(apiVersion, kind, to), object(apiVersion, kind, from)).map(lineOf);

describe('the server refuses', () => {
  it('an autoscaler whose bounds cross', () => {
    const spec = { minReplicas: 5, maxReplicas: 2, scaleTargetRef: { kind: 'Deployment', name: 'web' } };
    expect(wrong('autoscaling/v2', 'HorizontalPodAutoscaler', { spec })).toEqual([
      'spec.maxReplicas: Invalid value: 2: must be greater than or equal to `minReplicas`',
    ]);
  });

  it('an Ingress that leads nowhere', () => {
    expect(wrong('networking.k8s.io/v1', 'Ingress', { spec: {} })).toEqual([
      'spec: Invalid value: null: either `defaultBackend` or `rules` must be specified',
    ]);
  });

  it('a budget with both bounds', () => {
    const spec = { minAvailable: 1, maxUnavailable: 1, selector: {} };
    expect(wrong('policy/v1', 'PodDisruptionBudget', { spec })).toEqual([
      'spec: Invalid value: {"MinAvailable":1,"Selector":{},"MaxUnavailable":1,"UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set',
    ]);
  });

  it('a service account without a Namespace in a binding of the cluster, not in one of a Namespace', () => {
    const fields = {
      subjects: [{ kind: 'ServiceAccount', name: 'robot' }],
      roleRef: { kind: 'ClusterRole', name: 'view' },
    };
    const rbac = 'rbac.authorization.k8s.io/v1';
    expect(wrong(rbac, 'ClusterRoleBinding', fields)).toEqual(['subjects[0].namespace: Required value']);
    expect(wrong(rbac, 'RoleBinding', fields)).toEqual([]);
  });

  it('a priority above what people may give', () => {
    expect(wrong('scheduling.k8s.io/v1', 'PriorityClass', { value: 1_000_000_001 })).toEqual([
      'value: Forbidden: maximum allowed value of a user defined priority is 1000000000',
    ]);
  });

  it('a local volume that is on no node', () => {
    const spec = { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], local: { path: '/mnt' } };
    expect(wrong('v1', 'PersistentVolume', { spec })).toEqual([
      'spec.nodeAffinity: Required value: Local volume requires node affinity',
    ]);
  });

  it('a range whose least is more than its most', () => {
    const limits = [{ type: 'Pod', min: { cpu: '2' }, max: { cpu: '1' } }];
    expect(wrong('v1', 'LimitRange', { spec: { limits } })).toEqual([
      'spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1',
    ]);
  });

  it('scopes that exclude each other', () => {
    const spec = { hard: { pods: '1' }, scopes: ['Terminating', 'NotTerminating'] };
    expect(wrong('v1', 'ResourceQuota', { spec })).toEqual([
      'spec.scopes: Invalid value: ["Terminating","NotTerminating"]: conflicting scopes',
    ]);
  });

  it('a block of addresses that is not inside of the other', () => {
    const ingress = [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } }] }];
    expect(wrong('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, ingress } })).toEqual([
      'spec.ingress[0].from[0].ipBlock.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`',
    ]);
  });

  it('a Namespace that waits for a word which nobody else knows', () => {
    expect(wrong('v1', 'Namespace', { spec: { finalizers: ['foo', 'kubernetes'] } })).toEqual([
      'spec.finalizers: Invalid value: "foo": name is neither a standard finalizer name nor is it fully qualified',
    ]);
  });

  it('two ranges of one family for the Pods of a Node', () => {
    expect(wrong('v1', 'Node', { spec: { podCIDRs: ['10.0.0.0/24', '10.0.1.0/24'] } })).toEqual([
      'spec.podCIDRs: Invalid value: ["10.0.0.0/24","10.0.1.0/24"]: may specify no more than one CIDR for each IP family',
    ]);
    expect(wrong('v1', 'Node', { spec: { podCIDRs: ['10.0.0.0/24', 'fd00::/64'] } })).toEqual([]);
  });

  it('endpoints at addresses that nobody else can reach', () => {
    const subsets = [{ addresses: [{ ip: '127.0.0.1' }], ports: [{ port: 80 }] }];
    expect(wrong('v1', 'Endpoints', { subsets })).toEqual([
      'subsets[0].addresses[0].ip: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)',
    ]);
  });
});

describe('what may not change', () => {
  it('a Job: its template, while its parallelism may', () => {
    const spec = (image: string, parallelism: number) => ({
      spec: {
        parallelism,
        completions: 1,
        selector: { matchLabels: { a: 'b' } },
        manualSelector: true,
        template: {
          metadata: { labels: { a: 'b' } },
          spec: { restartPolicy: 'Never', containers: [{ name: 'c', image }] },
        },
      },
    });
    expect(changed('batch/v1', 'Job', spec('perl', 1), spec('perl', 2))).toEqual([]);
    const said = changed('batch/v1', 'Job', spec('perl', 1), spec('python', 1));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^spec\.template: Invalid value: .*: field is immutable$/);
  });

  it('a StatefulSet: its service', () => {
    const spec = (serviceName: string) => ({
      spec: {
        serviceName,
        selector: { matchLabels: { a: 'b' } },
        template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'nginx' }] } },
      },
    });
    expect(changed('apps/v1', 'StatefulSet', spec('a'), spec('b'))).toEqual([
      "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    ]);
  });

  it('a sealed ConfigMap', () => {
    const sealed = { data: { a: '1' }, immutable: true };
    expect(changed('v1', 'ConfigMap', sealed, { data: { a: '2' } })).toEqual([
      'immutable: Forbidden: field is immutable when `immutable` is set',
      'data: Forbidden: field is immutable when `immutable` is set',
    ]);
  });

  it('the type of a Secret, the value of a PriorityClass, the provisioner of a StorageClass', () => {
    expect(changed('v1', 'Secret', {}, { type: 'foo' })).toEqual(['type: Invalid value: "foo": field is immutable']);
    expect(changed('scheduling.k8s.io/v1', 'PriorityClass', { value: 1 }, { value: 2 })).toEqual([
      'value: Forbidden: may not be changed in an update.',
    ]);
    expect(changed('storage.k8s.io/v1', 'StorageClass', { provisioner: 'a' }, { provisioner: 'b' })).toEqual([
      'provisioner: Forbidden: updates to provisioner are forbidden.',
    ]);
  });
});
