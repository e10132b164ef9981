import { type Fields, fieldsOf, isFields, textOf } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';
import { each, within } from '../defaulting/fill.ts';

/** The same without the named fields. */
function without(fields: Fields, ...names: readonly string[]): Fields {
  if (!names.some((name) => Object.hasOwn(fields, name))) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** A projection that is dropped leaves its place in the list behind. */
const volume = (given: Fields): Fields =>
  within(given, 'projected', (projected) =>
    each(fieldsOf(projected), 'sources', (source) => without(source, 'clusterTrustBundle', 'podCertificate')),
  );

function container(given: Fields): Fields {
  if (!isFields(given.lifecycle) || !Object.hasOwn(given.lifecycle, 'stopSignal')) return given;
  const lifecycle = without(given.lifecycle, 'stopSignal');
  return Object.keys(lifecycle).length === 0 ? without(given, 'lifecycle') : { ...given, lifecycle };
}

/** Source: v1.35 pkg/api/pod/util.go dropDisabledFields */
function podSpec(given: unknown): Fields {
  const spec = each(without(fieldsOf(given), 'workloadRef'), 'volumes', volume);
  return ['initContainers', 'containers', 'ephemeralContainers'].reduce(
    (done, list) => each(done, list, container),
    spec,
  );
}

const template = (given: unknown): Fields => within(fieldsOf(given), 'spec', podSpec);
const templateOf = (spec: unknown): Fields => within(fieldsOf(spec), 'template', template);
const workload = (object: Fields): Fields => within(object, 'spec', templateOf);

/** Source: v1.35 pkg/registry/apps/statefulset/strategy.go dropStatefulSetDisabledFields */
const statefulSet = (set: Fields): Fields =>
  within(workload(set), 'spec', (spec) =>
    within(fieldsOf(spec), 'updateStrategy', (strategy) =>
      within(fieldsOf(strategy), 'rollingUpdate', (rolling) => without(fieldsOf(rolling), 'maxUnavailable')),
    ),
  );

/** Source: v1.35 pkg/api/persistentvolumeclaim/util.go DropDisabledFields */
function claimSpec(given: unknown): Fields {
  const spec = fieldsOf(given);
  return textOf(fieldsOf(spec.dataSourceRef).namespace) === '' ? spec : without(spec, 'dataSourceRef');
}

const deviceRequest = (given: Fields): Fields => without(given, 'tolerations', 'capacity');

/** Source: v1.35 pkg/api/resourceclaimspec/resourceclaimspec.go DropDisabledFields */
const deviceClaimSpec = (given: unknown): Fields =>
  within(fieldsOf(given), 'devices', (devices) => {
    const constrained = each(fieldsOf(devices), 'constraints', (constraint) =>
      without(constraint, 'distinctAttribute'),
    );
    return each(constrained, 'requests', (request) => {
      const exactly = within(request, 'exactly', (given) => deviceRequest(fieldsOf(given)));
      return each(exactly, 'firstAvailable', deviceRequest);
    });
  });

const byKind: Readonly<Record<string, (object: Fields) => Fields>> = {
  Pod: (pod) => within(pod, 'spec', podSpec),
  PodTemplate: (object) => within(object, 'template', template),
  Deployment: workload,
  ReplicaSet: workload,
  ReplicationController: workload,
  DaemonSet: workload,
  StatefulSet: statefulSet,
  Job: workload,
  CronJob: (object) =>
    within(object, 'spec', (spec) =>
      within(fieldsOf(spec), 'jobTemplate', (given) => within(fieldsOf(given), 'spec', templateOf)),
    ),
  PersistentVolumeClaim: (claim) => within(claim, 'spec', claimSpec),
  ResourceClaim: (claim) => within(claim, 'spec', deviceClaimSpec),
  ResourceClaimTemplate: (object) => within(object, 'spec', (spec) => within(fieldsOf(spec), 'spec', deviceClaimSpec)),
  DeviceClass: (object) => within(object, 'spec', (spec) => without(fieldsOf(spec), 'extendedResourceName')),
};

/**
 * The object without the fields behind feature gates that v1.35 leaves off: ClusterTrustBundleProjection,
 * PodCertificateRequest, GenericWorkload, ContainerStopSignals, MaxUnavailableStatefulSet (off again in the patches), CrossNamespaceVolumeDataSource, DRADeviceTaints,
 * DRAConsumableCapacity, DRAExtendedResource. No stored object has them, so an update drops them as well.
 * Source: v1.35 pkg/features/kube_features.go and the strategies' PrepareForCreate, PrepareForUpdate
 */
export function withoutDisabledFields(object: Manifest): Manifest {
  const drop = Object.hasOwn(byKind, object.kind) ? byKind[object.kind] : undefined;
  return drop === undefined ? object : ({ ...object, ...drop(object) } as Manifest);
}
