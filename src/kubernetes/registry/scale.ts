import { type FieldError, invalidValue } from '../api/field-error.ts';
import { at, type Fields, fieldsOf, numberOf } from '../api/fields.ts';
import { formatSelector, type LabelSelector } from '../api/selectors.ts';
import { invalid, type Status } from '../api/status.ts';
import type { ApiObject, Manifest } from '../api/types.ts';

/** GET …/scale. Source: v1.35 pkg/registry/apps/deployment/storage/storage.go scaleFromDeployment */
export function scaleOf(object: ApiObject): Fields {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const given = at(object, 'spec', 'selector');
  // A ReplicationController names its labels at once.
  const selector = object.kind === 'ReplicationController' && given !== undefined ? { matchLabels: given } : given;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberOf(at(object, 'spec', 'replicas')) ?? 0 },
    status: {
      replicas: numberOf(at(object, 'status', 'replicas')) ?? 0,
      ...(selector === undefined ? {} : { selector: formatSelector(selector as LabelSelector) }),
    },
  };
}

/** PUT or PATCH …/scale: the object with other replicas, nothing else. */
export function scaled(object: ApiObject, body: unknown): { readonly object: Manifest } | { readonly refused: Status } {
  const replicas = numberOf(at(body, 'spec', 'replicas')) ?? 0;
  if (replicas < 0) {
    const errors: readonly FieldError[] = [
      invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0'),
    ];
    return { refused: invalid({ kind: 'Scale', group: 'autoscaling' }, object.metadata.name, errors) };
  }
  const manifest = object as unknown as Manifest;
  return { object: { ...manifest, spec: { ...fieldsOf(manifest.spec), replicas } } };
}
