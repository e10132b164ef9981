import { describe, expect, it } from 'vitest';
import { type AdmissionRequest, admissionPlugins } from '../../../src/kubernetes/admission/index.ts';
import type { ClusterView } from '../../../src/kubernetes/api/calls.ts';
import { resourceForKind } from '../../../src/kubernetes/api/resources.ts';
import type { Manifest } from '../../../src/kubernetes/api/types.ts';

const viewOf = (objects: Readonly<Record<string, readonly Manifest[]>>): ClusterView => ({
  get: (resource, _namespace, name) => objects[resource]?.find((object) => object.metadata?.name === name),
  list: (resource) => objects[resource] ?? [],
});

function validate(
  plugin: string,
  object: Manifest,
  objects: Readonly<Record<string, readonly Manifest[]>>,
  old?: Manifest,
) {
  const resource = resourceForKind(object.apiVersion, object.kind);
  if (resource === undefined) throw new Error(`no resource for ${object.kind}`);
  const request: AdmissionRequest = {
    operation: old === undefined ? 'CREATE' : 'UPDATE',
    resource,
    namespace: 'default',
    user: { name: 'alice', groups: [] },
    object,
    ...(old === undefined ? {} : { oldObject: old }),
  };
  const found = admissionPlugins.find(({ name }) => name === plugin);
  const outcome = found?.validate?.(request, viewOf(objects));
  if (outcome === undefined) return undefined;
  if ('spends' in outcome) return undefined;
  return 'refused' in outcome ? outcome.refused.message : outcome.warnings;
}

const claim = (storage: string, more: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data' },
  spec: { storageClassName: 'fast', resources: { requests: { storage } } },
  ...more,
});

describe('LimitRanger', () => {
  it('keeps claims within their bounds', () => {
    const limits = [{ type: 'PersistentVolumeClaim', max: { storage: '2Gi' }, min: { storage: '1Gi' } }];
    const limitranges = [{ apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'l' }, spec: { limits } }];
    expect(validate('LimitRanger', claim('5Gi'), { limitranges })).toBe(
      'persistentvolumeclaims "data" is forbidden: maximum storage usage per PersistentVolumeClaim is 2Gi, but request is 5Gi',
    );
    expect(validate('LimitRanger', claim('1500Mi'), { limitranges })).toBeUndefined();
  });
});

describe('ResourceQuota', () => {
  const quota = (hard: object, more: object = {}) => ({
    resourcequotas: [{ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q' }, spec: { hard, ...more } }],
  });
  const pod = (spec: object): Manifest => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec });

  it('may be about pods alone that look into other Namespaces', () => {
    const far = quota({ pods: '0' }, { scopes: ['CrossNamespacePodAffinity'] });
    const term = (more: object) => ({
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 1, podAffinityTerm: { topologyKey: 'k', ...more } },
        ],
      },
    });
    expect(validate('ResourceQuota', pod({ containers: [], affinity: term({}) }), far)).toBeUndefined();
    const affinity = term({ namespaceSelector: {} });
    expect(validate('ResourceQuota', pod({ containers: [], affinity }), far)).toBe(
      'pods "p" is forbidden: exceeded quota: q, requested: pods=1, used: pods=0, limited: pods=0',
    );
  });

  it('counts what is said of a Pod as a whole, and what its runtime takes', () => {
    const spec = { containers: [{ name: 'c' }], resources: { requests: { cpu: '1' } }, overhead: { cpu: '500m' } };
    expect(validate('ResourceQuota', pod(spec), quota({ 'requests.cpu': '1' }))).toBe(
      'pods "p" is forbidden: exceeded quota: q, requested: requests.cpu=1500m, used: requests.cpu=0, limited: requests.cpu=1',
    );
  });

  it('counts the storage of a class by itself', () => {
    const key = 'fast.storageclass.storage.k8s.io/requests.storage';
    const resourcequotas = [
      { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q' }, spec: { hard: { [key]: '1Gi' } } },
    ];
    expect(validate('ResourceQuota', claim('2Gi'), { resourcequotas })).toBe(
      `persistentvolumeclaims "data" is forbidden: exceeded quota: q, requested: ${key}=2Gi, used: ${key}=0, limited: ${key}=1Gi`,
    );
  });
});

describe('PersistentVolumeClaimResize', () => {
  it('lets a claim grow where its class allows it, once it is bound', () => {
    const bound = claim('1Gi', { status: { phase: 'Bound' } });
    const storage = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' } };
    const grow = (old: Manifest, allowVolumeExpansion: boolean) =>
      validate(
        'PersistentVolumeClaimResize',
        claim('2Gi'),
        { storageclasses: [{ ...storage, allowVolumeExpansion }] },
        old,
      );
    expect(grow(claim('1Gi'), true)).toBe(
      'persistentvolumeclaims "data" is forbidden: Only bound persistent volume claims can be expanded',
    );
    expect(grow(bound, true)).toBeUndefined();
    expect(grow(bound, false)).toBe(
      'persistentvolumeclaims "data" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    );
  });
});

describe('PodSecurity', () => {
  const namespace = (labels: Readonly<Record<string, string>>): Manifest => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels },
  });
  const pod = (name: string): Manifest => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { hostNetwork: true, containers: [{ name: 'c', image: 'nginx' }] },
  });

  it('warns of the pods that a Namespace would not let in again', () => {
    const labelled = namespace({ 'pod-security.kubernetes.io/enforce': 'baseline' });
    expect(validate('PodSecurity', labelled, { pods: [pod('b'), pod('a')] }, namespace({}))).toEqual([
      'existing pods in namespace "shop" violate the new PodSecurity enforce level "baseline:latest"',
      'a (and 1 other pod): host namespaces',
    ]);
  });

  it('refuses a level that there is not', () => {
    const labelled = namespace({ 'pod-security.kubernetes.io/enforce': 'strict' });
    expect(validate('PodSecurity', labelled, {}, namespace({}))).toBe(
      'Namespace "shop" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
    );
  });
});
