import type { ClusterView, Draw } from '../api/calls.ts';
import { type Fields, fieldsOf, own, rowsOf, textOf } from '../api/fields.ts';
import { invalid, type Status } from '../api/status.ts';
import type { Manifest, PodSpec } from '../api/types.ts';
import { withAlwaysWritten, withBothDataSources } from './always-written.ts';
import { withAppArmorFields } from './app-armor-annotations.ts';
import { withoutDisabledFields } from './disabled-fields.ts';
import { withLabelKeys } from './label-keys.ts';
import { generatedName } from './names.ts';
import { qosClass } from './qos-class.ts';
import { allocate } from './service-addresses.ts';

export interface CreateContext {
  /** RFC 3339 */
  readonly now: string;
  readonly uid: string;
  readonly draw: Draw;
  readonly view: ClusterView;
  readonly user: string;
  readonly groups: readonly string[];
}

export type Prepared =
  | { readonly object: Manifest; readonly warnings?: readonly string[] }
  | { readonly refused: Status };

/** Kinds whose first generation is 1; the others have none. */
const counted = new Set(
  'Pod Deployment ReplicaSet DaemonSet StatefulSet ReplicationController Job CronJob Ingress IngressClass NetworkPolicy PodDisruptionBudget EndpointSlice PriorityClass FlowSchema PriorityLevelConfiguration ValidatingWebhookConfiguration MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding CustomResourceDefinition DeviceClass ResourceSlice'.split(
    ' ',
  ),
);

/** What stands in `status` before any component has looked at the object; given statuses are dropped. */
const firstStatus: Readonly<Record<string, Fields>> = {
  Deployment: {},
  ReplicaSet: { replicas: 0 },
  ReplicationController: { replicas: 0 },
  DaemonSet: { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 },
  StatefulSet: { replicas: 0, availableReplicas: 0 },
  Job: {},
  CronJob: {},
  Service: { loadBalancer: {} },
  Ingress: { loadBalancer: {} },
  Namespace: { phase: 'Active' },
  PersistentVolume: { phase: 'Pending' },
  PersistentVolumeClaim: { phase: 'Pending' },
  ResourceQuota: {},
  PodDisruptionBudget: { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 },
  HorizontalPodAutoscaler: { currentMetrics: null, desiredReplicas: 0 },
  CertificateSigningRequest: {},
  ServiceCIDR: {},
  APIService: {},
  FlowSchema: {},
  PriorityLevelConfiguration: {},
  ResourceClaim: {},
  ValidatingAdmissionPolicy: {},
  VolumeAttachment: { attached: false },
  CustomResourceDefinition: { acceptedNames: { kind: '', plural: '' }, conditions: null, storedVersions: null },
};

/**
 * The strategy of the object's kind: names, ids, generation, first status, addresses.
 * Source: v1.35 apiserver pkg/registry/rest/create.go BeforeCreate; pkg/registry/*\/strategy.go PrepareForCreate
 */
export function prepareForCreate(given: Manifest, context: CreateContext): Prepared {
  const {
    deletionTimestamp: _when,
    deletionGracePeriodSeconds: _grace,
    selfLink: _link,
    generation: _old,
    resourceVersion: _rv,
    ...kept
  } = fieldsOf(given.metadata);
  const name =
    textOf(kept.name) ||
    (textOf(kept.generateName) === '' ? '' : generatedName(textOf(kept.generateName), context.draw));
  const metadata: Fields = {
    ...kept,
    ...(name === '' ? {} : { name }),
    uid: context.uid,
    creationTimestamp: context.now,
    ...(counted.has(given.kind) ? { generation: 1 } : {}),
  };
  const status = own(firstStatus, given.kind);
  const object: Manifest = withAlwaysWritten(
    withoutDisabledFields({
      ...given,
      metadata: fieldsOf(metadata),
      ...(status === undefined ? {} : { status }),
    }),
  );
  switch (given.kind) {
    case 'Pod':
      return withAppArmorFields(preparePod(object));
    case 'Service':
      return prepareService(object, name, context);
    case 'Namespace':
      return { object: prepareNamespace(object, name) };
    case 'DaemonSet':
      return { object: annotated(object, { 'deprecated.daemonset.template.generation': '1' }) };
    case 'Job':
      return { object: prepareJob(object, name, context.uid) };
    case 'PersistentVolume':
      return { object: { ...object, status: { phase: 'Pending', lastPhaseTransitionTime: context.now } } };
    case 'PersistentVolumeClaim':
      return { object: { ...object, spec: withBothDataSources(object.spec) } };
    case 'CertificateSigningRequest':
      return { object: { ...object, spec: requested(object.spec, context) } };
    case 'CustomResourceDefinition':
      return { object: { ...object, status: { ...status, storedVersions: storedVersions(object.spec) } } };
    default:
      return { object };
  }
}

/** Who asks for a certificate is written down by the server. Source: v1.35 pkg/registry/certificates/certificates/strategy.go */
const requested = (spec: unknown, { user, groups }: CreateContext): Fields => ({
  ...fieldsOf(spec),
  username: user,
  groups,
});

const storedVersions = (spec: unknown): readonly string[] =>
  rowsOf(fieldsOf(spec).versions)
    .filter(({ storage }) => storage === true)
    .map(({ name }) => textOf(name));

function preparePod(object: Manifest): Manifest {
  const spec = withLabelKeys(fieldsOf(object.spec), fieldsOf(fieldsOf(object.metadata).labels));
  return { ...object, spec, status: podStatus(spec) };
}

function podStatus(spec: Fields): Fields {
  const gated = rowsOf(spec.schedulingGates).length > 0;
  const condition = {
    type: 'PodScheduled',
    status: 'False',
    lastProbeTime: null,
    lastTransitionTime: null,
    reason: 'SchedulingGated',
    message: 'Scheduling is blocked due to non-empty scheduling gates',
  };
  return {
    phase: 'Pending',
    ...(gated ? { conditions: [condition] } : {}),
    qosClass: qosClass(spec as unknown as PodSpec),
  };
}

function prepareService(object: Manifest, name: string, { view, draw }: CreateContext): Prepared {
  const allocated = allocate(name, fieldsOf(object.spec), undefined, view, draw);
  if ('spec' in allocated) return { object: { ...object, spec: allocated.spec } };
  return { refused: invalid({ kind: 'Service', group: '' }, name, allocated.errors) };
}

function prepareNamespace(object: Manifest, name: string): Manifest {
  const metadata = fieldsOf(object.metadata);
  const labels = { ...fieldsOf(metadata.labels), 'kubernetes.io/metadata.name': name };
  return { ...object, metadata: { ...metadata, labels } as Fields, spec: { finalizers: ['kubernetes'] } };
}

function annotated(object: Manifest, annotations: Fields): Manifest {
  const metadata = fieldsOf(object.metadata);
  return {
    ...object,
    metadata: { ...metadata, annotations: { ...fieldsOf(metadata.annotations), ...annotations } } as Fields,
  };
}

/** Pods of a Job are told by the Job's uid. Source: v1.35 pkg/registry/batch/job/strategy.go generateSelector */
function prepareJob(object: Manifest, name: string, uid: string): Manifest {
  const spec = fieldsOf(object.spec);
  if (spec.manualSelector === true) return object;
  const template = fieldsOf(spec.template);
  const metadata = fieldsOf(template.metadata);
  const both = {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  const labels = { ...both, ...fieldsOf(metadata.labels) };
  const selector = fieldsOf(spec.selector);
  const matchLabels = { ...fieldsOf(selector.matchLabels), 'batch.kubernetes.io/controller-uid': uid };
  const own = fieldsOf(fieldsOf(object.metadata).labels);
  return {
    ...object,
    // A Job without labels takes those of its template, when it is read back from storage too.
    metadata: { ...object.metadata, labels: Object.keys(own).length === 0 ? labels : own } as Fields,
    spec: {
      ...spec,
      selector: { ...selector, matchLabels },
      template: { ...template, metadata: { ...metadata, labels } },
    },
  };
}
