import { type Fields, fieldsOf, isFields, own } from '../api/fields.ts';

/**
 * Fields that a kind shows even when there is nothing in them: their Go fields have no `omitempty`, or are structs.
 * Source: v1.35 staging/src/k8s.io/api/*\/types.go
 */
const atTop: Readonly<Record<string, Fields>> = {
  Role: { rules: null },
  ClusterRole: { rules: null },
  EndpointSlice: { endpoints: null, ports: null },
  Lease: { spec: {} },
  Node: { spec: {} },
  PersistentVolume: { spec: {} },
  PersistentVolumeClaim: { spec: {} },
  LimitRange: { spec: { limits: null } },
  ResourceQuota: { spec: {} },
  Ingress: { spec: {} },
  IngressClass: { spec: {} },
  NetworkPolicy: { spec: { podSelector: {} } },
  PodDisruptionBudget: { spec: {} },
  Event: {
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    eventTime: null,
    reportingComponent: '',
    reportingInstance: '',
  },
};

export function withAlwaysWritten<Object extends { readonly kind: string }>(object: Object): Object {
  const fields = own(atTop, object.kind);
  if (fields === undefined) return object;
  const missing = Object.entries(fields).filter(([name]) => !Object.hasOwn(object, name));
  return missing.length === 0 ? object : { ...object, ...Object.fromEntries(missing) };
}

/** A claim's source is known by two names, each following the other. Source: v1.35 pkg/api/persistentvolumeclaim/util.go NormalizeDataSources */
export function withBothDataSources(value: unknown): Fields {
  const spec = fieldsOf(value);
  const { dataSource, dataSourceRef } = spec;
  if (isFields(dataSource) && !isFields(dataSourceRef)) return { ...spec, dataSourceRef: dataSource };
  const { namespace, ...reference } = fieldsOf(dataSourceRef);
  const plain = isFields(dataSourceRef) && !isFields(dataSource) && (namespace === undefined || namespace === '');
  const claimOrSnapshot =
    (reference.apiGroup === undefined && reference.kind === 'PersistentVolumeClaim') ||
    (reference.apiGroup === 'snapshot.storage.k8s.io' && reference.kind === 'VolumeSnapshot');
  return plain && claimOrSnapshot ? { ...spec, dataSource: reference } : spec;
}
