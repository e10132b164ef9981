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

/** What the older of the two names of a claim's source may say. Source: v1.35 pkg/api/persistentvolumeclaim/util.go dataSourceIsPvcOrSnapshot */
const isClaimOrSnapshot = ({ apiGroup, kind }: Fields): boolean =>
  ((apiGroup === undefined || apiGroup === '') && kind === 'PersistentVolumeClaim') ||
  (apiGroup === 'snapshot.storage.k8s.io' && kind === 'VolumeSnapshot');

/**
 * A new claim's source is known by two names, each following the other; any other source under the older name alone is
 * dropped. Source: the same file, EnforceDataSourceBackwardsCompatibility, NormalizeDataSources
 */
export function withBothDataSources(value: unknown): Fields {
  const spec = fieldsOf(value);
  const { dataSource, dataSourceRef, ...rest } = spec;
  if (isFields(dataSource) && !isFields(dataSourceRef)) {
    return isClaimOrSnapshot(dataSource) ? { ...spec, dataSourceRef: dataSource } : rest;
  }
  const { namespace, ...reference } = fieldsOf(dataSourceRef);
  const plain = isFields(dataSourceRef) && !isFields(dataSource) && (namespace === undefined || namespace === '');
  return plain && isClaimOrSnapshot(reference) ? { ...spec, dataSource: reference } : spec;
}
