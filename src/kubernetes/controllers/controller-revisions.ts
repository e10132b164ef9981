import { utf8 } from '../api/base64.ts';
import { byText, fieldsOf, isFields, sameJson } from '../api/fields.ts';
import { safeEncode } from '../api/pod-template-hash.ts';
import type { ApiObject, ControllerRevision, PodTemplateSpec } from '../api/types.ts';
import { ownerReference } from './owner-reference.ts';
import { refusalOf, type Steps } from './pod-control.ts';

const revisionsPath = (namespace: string): string => `/apis/apps/v1/namespaces/${namespace}/controllerrevisions`;
const pathOf = ({ metadata }: ControllerRevision): string =>
  `${revisionsPath(metadata.namespace ?? '')}/${metadata.name}`;

/**
 * What a revision keeps of its owner: a patch that puts the Pod template back.
 * Source: v1.35 pkg/controller/daemon/update.go getPatch; pkg/controller/statefulset/stateful_set_utils.go getPatch
 */
const revisionData = (template: PodTemplateSpec): object => ({
  spec: { template: { $patch: 'replace', ...template } },
});

/** Whether a revision keeps this template. */
export const keeps = (revision: ControllerRevision, template: PodTemplateSpec): boolean =>
  sameJson(revision.data, revisionData(template));

/** The template that a revision keeps. */
export function templateIn(revision: ControllerRevision): PodTemplateSpec {
  const { $patch: _, ...template } = fieldsOf(fieldsOf(fieldsOf(revision.data).spec).template);
  return template as PodTemplateSpec;
}

/** Oldest first. Source: v1.35 pkg/controller/history/controller_history.go byRevision */
export const inOrder = (revisions: readonly ControllerRevision[]): readonly ControllerRevision[] =>
  [...revisions].sort(
    (a, b) =>
      a.revision - b.revision ||
      byText(a.metadata.creationTimestamp, b.metadata.creationTimestamp) ||
      byText(a.metadata.name, b.metadata.name),
  );

export const newestOf = (revisions: readonly ControllerRevision[]): number =>
  Math.max(0, ...revisions.map(({ revision }) => revision));

/** JSON as Go writes a map: keys in order, and what could end a script element escaped. */
function goJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (!isFields(value)) return goText(JSON.stringify(value ?? null));
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const sorted = entries.sort(([a], [b]) => byText(a, b));
  return `{${sorted.map(([key, item]) => `${goText(JSON.stringify(key))}:${goJson(item)}`).join(',')}}`;
}

const goText = (text: string): string =>
  text.replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * The hash in the name of a StatefulSet's revision: FNV-1 (not 1a) over the data and the count of collisions.
 * Source: v1.35 pkg/controller/history/controller_history.go HashControllerRevision
 */
export function revisionHash(template: PodTemplateSpec, collisionCount: number): string {
  let hash = 0x811c9dc5;
  const text = `${goJson(revisionData(template))}${collisionCount}`;
  for (const byte of utf8(text)) hash = (Math.imul(hash, 0x01000193) ^ byte) >>> 0;
  return safeEncode(String(hash));
}

/**
 * Writes a revision of an owner's template. Returns undefined where it was refused.
 * Source: v1.35 pkg/controller/history/controller_history.go CreateControllerRevision
 */
export function* createRevision(
  owner: ApiObject,
  template: PodTemplateSpec,
  given: {
    readonly hash: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly revision: number;
  },
): Steps<ControllerRevision | { readonly refused: string }> {
  const namespace = owner.metadata.namespace ?? '';
  const name = `${owner.metadata.name}-${given.hash}`;
  const { annotations } = given;
  const body = {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name,
      namespace,
      labels: given.labels,
      ...(annotations === undefined || Object.keys(annotations).length === 0 ? {} : { annotations }),
      ownerReferences: [ownerReference(owner)],
    },
    data: revisionData(template),
    revision: given.revision,
  };
  const [answer] = yield { verb: 'create', path: revisionsPath(namespace), body };
  if (answer !== undefined && answer.code < 300) return answer.body as ControllerRevision;
  if (answer?.code !== 409) return { refused: refusalOf(answer) };
  const [found] = yield { verb: 'get', path: `${revisionsPath(namespace)}/${name}` };
  const same = found?.code === 200 && keeps(found.body as ControllerRevision, template);
  return same ? (found.body as ControllerRevision) : { refused: refusalOf(answer) };
}

/** An old revision is the newest again: it gets the next number. */
export function* renumber(revision: ControllerRevision, number: number): Steps<ControllerRevision> {
  const body = { ...revision, revision: number };
  const [answer] = yield { verb: 'update', path: pathOf(revision), body };
  return answer !== undefined && answer.code < 300 ? (answer.body as ControllerRevision) : body;
}

/**
 * Revisions that nothing lives by go, oldest first, beyond the history limit.
 * Source: v1.35 pkg/controller/statefulset/stateful_set_control.go truncateHistory; pkg/controller/daemon/update.go cleanupHistory
 */
export function* dropRevisions(unused: readonly ControllerRevision[], limit: number): Steps<void> {
  for (const revision of inOrder(unused).slice(0, Math.max(0, unused.length - limit)))
    yield { verb: 'delete', path: pathOf(revision) };
}
