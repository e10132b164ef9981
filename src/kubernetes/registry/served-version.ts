import { at, compact, type Fields, fieldsOf, numberOf, rowsOf } from '../api/fields.ts';
import { goJson } from '../api/go-text.ts';
import type { Manifest } from '../api/types.ts';

const first = 'autoscaling/v1';
const second = 'autoscaling/v2';
const annotation = 'autoscaling.alpha.kubernetes.io';

const isCpu = (metric: Fields): boolean =>
  at(metric, 'resource', 'name') === 'cpu' && at(metric, 'resource', 'target', 'type') === 'Utilization';

const withoutAnnotations = (object: Manifest, spec: Fields, annotations: Fields): Manifest => ({
  ...object,
  metadata: compact({
    ...fieldsOf(object.metadata),
    annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
  }),
  spec,
});

function toSecond(object: Manifest): Manifest {
  const { targetCPUUtilizationPercentage: percent, ...spec } = fieldsOf(object.spec);
  const target = { type: 'Utilization', averageUtilization: percent };
  const cpu = percent === undefined ? [] : [{ type: 'Resource', resource: { name: 'cpu', target } }];
  const {
    [`${annotation}/metrics`]: metrics,
    [`${annotation}/behavior`]: behavior,
    ...rest
  } = fieldsOf(fieldsOf(object.metadata).annotations);
  const read = (text: unknown): unknown => (typeof text === 'string' ? JSON.parse(text) : undefined);
  const others = rowsOf(read(metrics));
  const rules = read(behavior);
  const converted = { ...spec, metrics: [...others, ...cpu], ...(rules === undefined ? {} : { behavior: rules }) };
  return { ...withoutAnnotations(object, converted, rest), apiVersion: second };
}

function toFirst(object: Manifest): Manifest {
  const { metrics, behavior, ...spec } = fieldsOf(object.spec);
  const cpu = rowsOf(metrics).find(isCpu);
  const others = rowsOf(metrics).filter((metric) => metric !== cpu);
  const percent = numberOf(at(cpu, 'resource', 'target', 'averageUtilization'));
  const annotations = {
    ...fieldsOf(fieldsOf(object.metadata).annotations),
    ...(others.length === 0 ? {} : { [`${annotation}/metrics`]: goJson(others) }),
    ...(behavior === undefined ? {} : { [`${annotation}/behavior`]: goJson(behavior) }),
  };
  const status = fieldsOf(object.status);
  const { currentMetrics: _metrics, conditions: _conditions, ...numbers } = status;
  const converted = { ...spec, ...(percent === undefined ? {} : { targetCPUUtilizationPercentage: percent }) };
  return {
    ...withoutAnnotations(object, converted, annotations),
    apiVersion: first,
    ...(object.status === undefined ? {} : { status: { currentReplicas: 0, ...numbers } }),
  };
}

/**
 * The object in another version of its API group. Only the HorizontalPodAutoscaler has two; the second is stored, and
 * what the first cannot say is kept in annotations there.
 * Source: v1.35 pkg/apis/autoscaling/v1/conversion.go
 */
export function servedAs<Object extends { readonly apiVersion: string; readonly kind: string }>(
  object: Object,
  apiVersion: string,
): Object {
  if (object.kind !== 'HorizontalPodAutoscaler' || object.apiVersion === apiVersion) return object;
  const manifest = object as unknown as Manifest;
  return (apiVersion === first ? toFirst(manifest) : toSecond(manifest)) as unknown as Object;
}

/** The version in which a kind is kept. */
export const storedVersion = (kind: string, apiVersion: string): string =>
  kind === 'HorizontalPodAutoscaler' ? second : apiVersion;
