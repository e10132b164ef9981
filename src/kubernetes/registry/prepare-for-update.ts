import type { ClusterView, Draw } from '../api/calls.ts';
import { compact, type Fields, fieldsOf, rowsOf, sameJson } from '../api/fields.ts';
import { invalid } from '../api/status.ts';
import type { ApiObject, Manifest } from '../api/types.ts';
import { withoutDisabledFields } from './disabled-fields.ts';
import type { Prepared } from './prepare-for-create.ts';
import { allocate } from './service-addresses.ts';

/** Kinds that have their status behind a path of its own. */
const withStatus = new Set(
  'Pod Service Node Namespace Deployment ReplicaSet DaemonSet StatefulSet ReplicationController Job CronJob Ingress PersistentVolume PersistentVolumeClaim ResourceQuota PodDisruptionBudget HorizontalPodAutoscaler CertificateSigningRequest CustomResourceDefinition ServiceCIDR APIService FlowSchema PriorityLevelConfiguration ResourceClaim ValidatingAdmissionPolicy VolumeAttachment'.split(
    ' ',
  ),
);

/**
 * What an update may really change: a write to the object leaves its status alone, a write to the status leaves
 * everything else alone; a changed spec makes a new generation.
 * Source: v1.35 apiserver pkg/registry/rest/update.go BeforeUpdate; pkg/registry/*\/strategy.go PrepareForUpdate
 */
export function prepareForUpdate(
  given: Manifest,
  stored: ApiObject,
  subresource?: string,
  allocation?: { readonly view: ClusterView; readonly draw: Draw },
): Prepared {
  const old = stored as unknown as Manifest;
  if (given.kind !== 'Service' || subresource !== undefined || allocation === undefined) {
    return { object: nextObject(given, old, subresource) };
  }
  const next = nextObject(given, old, subresource);
  const name = stored.metadata.name;
  const outcome = allocate(name, fieldsOf(next.spec), fieldsOf(old.spec), allocation.view, allocation.draw);
  if ('spec' in outcome) return { object: { ...next, spec: outcome.spec } };
  return { refused: invalid({ kind: 'Service', group: '' }, name, outcome.errors) };
}

function nextObject(given: Manifest, old: Manifest, subresource: string | undefined): Manifest {
  const metadata = settled(fieldsOf(given.metadata), fieldsOf(old.metadata), subresource === undefined);
  const object: Manifest = withoutDisabledFields({ ...given, metadata });
  // To approve a request for a certificate is to write its conditions.
  if (subresource === 'status' || subresource === 'approval') return statusUpdate(object, old);
  if (object.kind === 'Pod' && subresource === 'ephemeralcontainers') return ephemeral(object, old);
  if (object.kind === 'Pod' && subresource === 'resize') return resized(object, old);
  if (object.kind === 'Namespace' && subresource === 'finalize') return { ...old, spec: object.spec };
  if (!withStatus.has(object.kind)) return counted(object, old);
  let next: Manifest = withField(object, 'status', old.status);
  if (object.kind === 'Namespace') next = { ...next, spec: old.spec };
  if (object.kind === 'DaemonSet') next = withTemplateGeneration(next, old);
  return counted(next, old);
}

/** What nobody can change by writing. That somebody tries to delete in this way is left in, for validation to refuse. */
function settled(metadata: Fields, old: Fields, validated: boolean): Fields {
  const settled: Record<string, unknown> = {};
  for (const key of Object.keys(metadata))
    if (!fixed.has(key) && !isEmptyList(metadata[key])) settled[key] = metadata[key];
  for (const key of fixed) {
    if (old[key] !== undefined) settled[key] = old[key];
    else if (validated && key.startsWith('deletion') && metadata[key] !== undefined) settled[key] = metadata[key];
  }
  return settled;
}

/** Finalizers and owners that are all gone leave no empty list behind. */
const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

const fixed: ReadonlySet<string> = new Set([
  'name',
  'namespace',
  'uid',
  'creationTimestamp',
  'generation',
  'resourceVersion',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
]);

function withField(object: Manifest, field: string, value: unknown): Manifest {
  const { [field]: _dropped, ...rest } = object;
  return (value === undefined ? rest : { ...rest, [field]: value }) as Manifest;
}

const templateGeneration = 'deprecated.daemonset.template.generation';

/** Each change of the Pod template counts. Source: v1.35 pkg/registry/apps/daemonset/strategy.go PrepareForUpdate */
function withTemplateGeneration(object: Manifest, old: Manifest): Manifest {
  const before = Number(old.metadata?.annotations?.[templateGeneration] ?? 0);
  const same = sameJson(fieldsOf(object.spec).template, fieldsOf(old.spec).template);
  const annotations = { ...object.metadata?.annotations, [templateGeneration]: String(same ? before : before + 1) };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** The next generation, if the kind counts them and what is wanted has changed. */
function counted(object: Manifest, old: Manifest): Manifest {
  const generation = old.metadata?.generation;
  if (generation === undefined) return object;
  const wanted = ({ metadata: _m, status: _s, apiVersion: _a, kind: _k, ...rest }: Manifest) => rest;
  // Changed annotations of a Deployment count too: its controller reads some of them.
  const annotations = (manifest: Manifest) =>
    manifest.kind === 'Deployment' ? (manifest.metadata?.annotations ?? {}) : {};
  if (sameJson(wanted(object), wanted(old)) && sameJson(annotations(object), annotations(old))) return object;
  return { ...object, metadata: { ...object.metadata, generation: generation + 1 } };
}

function statusUpdate(object: Manifest, old: Manifest): Manifest {
  // Labels and owners stay; annotations may be written along with a status, as the Deployment controller does.
  const metadata = fieldsOf(object.metadata);
  const merged: Fields = {
    ...metadata,
    labels: old.kind === 'Pod' || old.kind === 'Node' ? metadata.labels : fieldsOf(old.metadata).labels,
    ownerReferences: fieldsOf(old.metadata).ownerReferences,
  };
  const status = object.kind === 'Pod' ? podStatus(fieldsOf(object.status)) : object.status;
  return withField({ ...old, metadata: compact(merged) }, 'status', status);
}

/** The server always prints when a condition was probed, which nothing ever sets. */
function podStatus(status: Fields): Fields {
  if (!Array.isArray(status.conditions)) return status;
  return {
    ...status,
    conditions: rowsOf(status.conditions).map((condition) => ({ lastProbeTime: null, ...condition })),
  };
}

function ephemeral(object: Manifest, old: Manifest): Manifest {
  const spec = { ...fieldsOf(old.spec), ephemeralContainers: fieldsOf(object.spec).ephemeralContainers };
  return counted({ ...old, spec }, old);
}

/** Only resources and what they ask of a restart. Source: v1.35 pkg/registry/core/pod/strategy.go podResizeStrategy */
function resized(object: Manifest, old: Manifest): Manifest {
  const wanted = fieldsOf(object.spec);
  const list = (name: string) => {
    const before = fieldsOf(old.spec)[name];
    if (!Array.isArray(before)) return {};
    const containers = rowsOf(before).map((container) => {
      const asked = rowsOf(wanted[name]).find((other) => other.name === container.name);
      if (asked === undefined) return container;
      const policy = asked.resizePolicy === undefined ? {} : { resizePolicy: asked.resizePolicy };
      return { ...container, resources: asked.resources ?? {}, ...policy };
    });
    return { [name]: containers };
  };
  const spec = { ...fieldsOf(old.spec), ...list('containers'), ...list('initContainers') };
  return counted({ ...old, spec }, old);
}
