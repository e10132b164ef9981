/** One kind of the API and the path under which it is served and stored. */
export interface Resource {
  readonly kind: string;
  readonly apiVersion: string;
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** Where etcd keeps it. Built-in groups have no group in the path. */
  readonly etcdPrefix: string;
  readonly subresources: readonly string[];
  /** Whether some component of this model acts upon the kind; the others are stored and shown only. */
  readonly modelled: boolean;
}

interface Row {
  readonly short?: readonly string[];
  readonly plural?: string;
  readonly cluster?: true;
  readonly sub?: readonly string[];
  readonly etcd?: string;
  readonly modelled?: true;
}

function kinds(apiVersion: string, rows: Readonly<Record<string, Row>>): readonly Resource[] {
  const slash = apiVersion.indexOf('/');
  return Object.entries(rows).map(([kind, row]) => {
    const singular = kind.toLowerCase();
    const plural = row.plural ?? `${singular}s`;
    return {
      kind,
      apiVersion,
      group: slash < 0 ? '' : apiVersion.slice(0, slash),
      version: apiVersion.slice(slash + 1),
      plural,
      singular,
      shortNames: row.short ?? [],
      namespaced: row.cluster !== true,
      etcdPrefix: `/registry/${row.etcd ?? plural}`,
      subresources: row.sub ?? [],
      modelled: row.modelled === true,
    };
  });
}

const cluster = true;
const modelled = true;
const scalable = ['status', 'scale'];

/**
 * The kinds of v1.35 in the order in which discovery lists their groups: a short word means the first that has it.
 * Source: v1.35 pkg/registry/*\/rest, `kubectl api-resources`; etcd paths: pkg/kubeapiserver/default_storage_factory_builder.go
 */
export const resources: readonly Resource[] = [
  ...kinds('v1', {
    Pod: {
      short: ['po'],
      sub: ['status', 'binding', 'log', 'exec', 'attach', 'portforward', 'eviction', 'ephemeralcontainers', 'resize'],
      modelled,
    },
    Service: { short: ['svc'], sub: ['status', 'proxy'], etcd: 'services/specs', modelled },
    Endpoints: { short: ['ep'], plural: 'endpoints', etcd: 'services/endpoints', modelled },
    ConfigMap: { short: ['cm'], modelled },
    Secret: { modelled },
    Namespace: { short: ['ns'], cluster, sub: ['status', 'finalize'], modelled },
    Node: { short: ['no'], cluster, sub: ['status', 'proxy'], etcd: 'minions', modelled },
    ServiceAccount: { short: ['sa'], sub: ['token'], modelled },
    Event: { short: ['ev'], modelled },
    ReplicationController: { short: ['rc'], sub: scalable, etcd: 'controllers', modelled },
    PersistentVolume: { short: ['pv'], cluster, sub: ['status'], modelled },
    PersistentVolumeClaim: { short: ['pvc'], sub: ['status'], modelled },
    LimitRange: { short: ['limits'], modelled },
    ResourceQuota: { short: ['quota'], sub: ['status'], modelled },
    PodTemplate: {},
    Binding: {},
    ComponentStatus: { short: ['cs'], plural: 'componentstatuses', cluster, modelled },
  }),
  ...kinds('apiregistration.k8s.io/v1', {
    APIService: { cluster, sub: ['status'], etcd: 'apiregistration.k8s.io/apiservices' },
  }),
  ...kinds('apps/v1', {
    Deployment: { short: ['deploy'], sub: scalable, modelled },
    ReplicaSet: { short: ['rs'], sub: scalable, modelled },
    DaemonSet: { short: ['ds'], sub: ['status'], modelled },
    StatefulSet: { short: ['sts'], sub: scalable, modelled },
    ControllerRevision: { modelled },
  }),
  ...kinds('events.k8s.io/v1', { Event: { short: ['ev'], modelled } }),
  ...kinds('autoscaling/v2', { HorizontalPodAutoscaler: { short: ['hpa'], sub: ['status'], modelled } }),
  ...kinds('autoscaling/v1', { HorizontalPodAutoscaler: { short: ['hpa'], sub: ['status'], modelled } }),
  ...kinds('batch/v1', { Job: { sub: ['status'], modelled }, CronJob: { short: ['cj'], sub: ['status'], modelled } }),
  ...kinds('certificates.k8s.io/v1', {
    CertificateSigningRequest: { short: ['csr'], cluster, sub: ['status', 'approval'] },
  }),
  ...kinds('networking.k8s.io/v1', {
    Ingress: { short: ['ing'], plural: 'ingresses', sub: ['status'], etcd: 'ingress' },
    IngressClass: { plural: 'ingressclasses', cluster },
    NetworkPolicy: { short: ['netpol'], plural: 'networkpolicies' },
    IPAddress: { short: ['ip'], plural: 'ipaddresses', cluster },
    ServiceCIDR: { cluster, sub: ['status'] },
  }),
  ...kinds('policy/v1', {
    PodDisruptionBudget: { short: ['pdb'], sub: ['status'], modelled },
    Eviction: {},
  }),
  ...kinds('rbac.authorization.k8s.io/v1', {
    Role: { modelled },
    RoleBinding: { modelled },
    ClusterRole: { cluster, modelled },
    ClusterRoleBinding: { cluster, modelled },
  }),
  ...kinds('storage.k8s.io/v1', {
    StorageClass: { short: ['sc'], plural: 'storageclasses', cluster, modelled },
    CSIDriver: { cluster },
    CSINode: { cluster, modelled },
    CSIStorageCapacity: { plural: 'csistoragecapacities' },
    VolumeAttachment: { cluster, sub: ['status'] },
    VolumeAttributesClass: { short: ['vac'], plural: 'volumeattributesclasses', cluster },
  }),
  ...kinds('admissionregistration.k8s.io/v1', {
    MutatingWebhookConfiguration: { cluster },
    ValidatingWebhookConfiguration: { cluster },
    ValidatingAdmissionPolicy: { plural: 'validatingadmissionpolicies', cluster, sub: ['status'] },
    ValidatingAdmissionPolicyBinding: { cluster },
  }),
  ...kinds('apiextensions.k8s.io/v1', {
    CustomResourceDefinition: { short: ['crd', 'crds'], cluster, sub: ['status'] },
  }),
  ...kinds('scheduling.k8s.io/v1', { PriorityClass: { short: ['pc'], plural: 'priorityclasses', cluster, modelled } }),
  ...kinds('coordination.k8s.io/v1', { Lease: { modelled } }),
  ...kinds('node.k8s.io/v1', { RuntimeClass: { plural: 'runtimeclasses', cluster } }),
  ...kinds('discovery.k8s.io/v1', { EndpointSlice: { modelled } }),
  ...kinds('resource.k8s.io/v1', {
    ResourceClaim: { sub: ['status'] },
    ResourceClaimTemplate: {},
    ResourceSlice: { cluster },
    DeviceClass: { plural: 'deviceclasses', cluster },
  }),
  ...kinds('flowcontrol.apiserver.k8s.io/v1', {
    FlowSchema: { cluster, sub: ['status'] },
    PriorityLevelConfiguration: { cluster, sub: ['status'] },
  }),
  ...kinds('authorization.k8s.io/v1', {
    LocalSubjectAccessReview: {},
    SelfSubjectAccessReview: { cluster },
    SelfSubjectRulesReview: { cluster },
    SubjectAccessReview: { cluster },
  }),
  ...kinds('authentication.k8s.io/v1', { SelfSubjectReview: { cluster }, TokenReview: { cluster } }),
  ...kinds('apiregistration.k8s.io/v1', { APIService: { cluster, sub: ['status'] } }),
];

const byKind = new Map(resources.map((resource) => [`${resource.apiVersion} ${resource.kind}`, resource]));

export const resourceForKind = (apiVersion: string, kind: string): Resource | undefined =>
  byKind.get(`${apiVersion} ${kind}`);

const byWord = new Map<string, Resource | undefined>();

/**
 * What a person calls a kind: `pod`, `pods`, `po`, `Pod`, `deployments.apps`, `deployments.v1.apps`. Each word is
 * looked up once, since every request asks for the one in its path.
 */
export function resourceNamed(word: string): Resource | undefined {
  if (!byWord.has(word)) byWord.set(word, findNamed(word));
  return byWord.get(word);
}

function findNamed(word: string): Resource | undefined {
  const [name = '', ...rest] = word.toLowerCase().split('.');
  const group = rest.join('.');
  return resources.find(
    (resource) =>
      (resource.plural === name || resource.singular === name || resource.shortNames.includes(name)) &&
      (group === '' || resource.group === group || `${resource.version}.${resource.group}` === group),
  );
}

/** The path on the wire; without a namespace, all namespaces. */
export function resourcePath(resource: Resource, namespace?: string, name?: string, subresource?: string): string {
  const root = resource.group === '' ? `/api/${resource.version}` : `/apis/${resource.apiVersion}`;
  const scope = resource.namespaced && namespace !== undefined && namespace !== '' ? `/namespaces/${namespace}` : '';
  const object = name === undefined || name === '' ? '' : `/${pathSegment(name)}`;
  return `${root}${scope}/${resource.plural}${object}${subresource === undefined || subresource === '' ? '' : `/${subresource}`}`;
}

/** A name as it stands in a path: `system:node` needs no escape there. Source: Go net/url PathEscape */
const pathSegment = (name: string): string =>
  encodeURIComponent(name).replace(/%(?:24|26|2B|3A|3D|40)/g, decodeURIComponent);
