import { millisOf } from '../../api/times.ts';
import type { Deployment, PodTemplateSpec, ReplicaSet } from '../../api/types.ts';
import { maxSurgeOf } from './rolling-update.ts';

export const revisionKey = 'deployment.kubernetes.io/revision';
const historyKey = 'deployment.kubernetes.io/revision-history';
const desiredKey = 'deployment.kubernetes.io/desired-replicas';
const maxKey = 'deployment.kubernetes.io/max-replicas';

/** Annotations of a Deployment that its ReplicaSets do not take over. Source: v1.35 pkg/controller/deployment/util/deployment_util.go annotationsToSkip */
const kept: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  revisionKey,
  historyKey,
  desiredKey,
  maxKey,
  'deprecated.deployment.rollback.to',
]);

type Annotations = Readonly<Record<string, string>>;

export const replicasIn = (set: ReplicaSet): number => set.spec?.replicas ?? 0;
export const active = (sets: readonly ReplicaSet[]): readonly ReplicaSet[] => sets.filter((set) => replicasIn(set) > 0);
export const revisionOf = (set: ReplicaSet): number => Number(set.metadata.annotations?.[revisionKey] ?? 0);
export const desiredIn = (set: ReplicaSet): string | undefined => set.metadata.annotations?.[desiredKey];
export const maxIn = (set: ReplicaSet): number => Number(set.metadata.annotations?.[maxKey] ?? 0);

/** How many replicas the whole Deployment may have now, as each ReplicaSet remembers it. Source: deployment_util.go SetReplicasAnnotations */
export function sizes(deployment: Deployment): Annotations {
  const wanted = deployment.spec?.replicas ?? 1;
  return { [desiredKey]: String(wanted), [maxKey]: String(wanted + maxSurgeOf(deployment)) };
}

/**
 * The annotations of the ReplicaSet of now: those of its Deployment, and the newest revision. One that is the newest
 * again remembers which it was before.
 * Source: v1.35 pkg/controller/deployment/util/deployment_util.go SetNewReplicaSetAnnotations
 */
export function newSetAnnotations(deployment: Deployment, set: ReplicaSet | undefined, revision: number): Annotations {
  const own = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) => !kept.has(key));
  const before: Annotations = set?.metadata.annotations ?? {};
  const annotations = { ...before, ...Object.fromEntries(own) };
  const old = before[revisionKey];
  if (Number(old ?? 0) >= revision) return annotations;
  const history = before[historyKey] ?? '';
  return {
    ...annotations,
    [revisionKey]: String(revision),
    ...(old === undefined ? {} : { [historyKey]: history === '' ? old : `${history},${old}` }),
  };
}

/** The ReplicaSet with the Deployment's template; of several the oldest. Source: deployment_util.go FindNewReplicaSet */
export const newestOf = (deployment: Deployment, sets: readonly ReplicaSet[]): ReplicaSet | undefined =>
  oldestFirst(sets).find((set) => plain(set.spec?.template ?? {}) === plain(deployment.spec?.template ?? {}));

export function oldestFirst(sets: readonly ReplicaSet[]): readonly ReplicaSet[] {
  const age = (set: ReplicaSet): number => millisOf(set.metadata.creationTimestamp) ?? 0;
  return [...sets].sort((a, b) => age(a) - age(b) || (a.metadata.name < b.metadata.name ? -1 : 1));
}

/** Templates never change in place, and each is compared at every look at its Deployment. */
const plainTexts = new WeakMap<PodTemplateSpec, string>();

/** A template as text, the label with its hash aside. */
function plain(template: PodTemplateSpec): string {
  const known = plainTexts.get(template);
  if (known !== undefined) return known;
  const { 'pod-template-hash': _, ...labels } = template.metadata?.labels ?? {};
  const text = JSON.stringify(inOrder({ ...template, metadata: { ...template.metadata, labels } }));
  plainTexts.set(template, text);
  return text;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined && v !== null);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, inOrder(v)]));
}
