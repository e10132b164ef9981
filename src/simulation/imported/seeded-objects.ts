import { fieldsOf, listOf } from '../../kubernetes/api/fields.ts';
import { resourceForKind } from '../../kubernetes/api/resources.ts';
import { rfc3339 } from '../../kubernetes/api/times.ts';
import type { ApiObject, Manifest } from '../../kubernetes/api/types.ts';
import { clusterCertificate } from '../../kubernetes/authorization/credentials-shown.ts';
import { withDefaults } from '../../kubernetes/defaulting/default-object.ts';
import { allDefaults } from '../../kubernetes/defaulting/index.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { lease, type Made } from '../bootstrap/initial-objects.ts';
import { keyOf } from '../components/etcd/store.ts';
import { diceFor, drawUid } from '../engine/dice.ts';
import { beforeTheRun } from './before-the-run.ts';

/** When an object was made that does not say so: before the run, virtual ms. */
const born = -3_600_000;

/**
 * What etcd holds at time zero of a cluster that somebody brought along: its objects with their status, uids and owners,
 * in the order in which they were printed, which is the order in which kube-scheduler comes to know the nodes. What every
 * cluster has and nobody pasted is added: namespaces that are named, and in each what its controllers have put there.
 */
export function seededObjects(
  { seed, files }: Pick<Scenario, 'seed' | 'files'>,
  imported: readonly Manifest[],
  initial: readonly Made[],
): readonly Made[] {
  const draw = diceFor(seed, 'imported');
  const given = beforeTheRun(withoutAsked(imported, files)).flatMap((object): readonly Made[] => {
    const resource = resourceForKind(object.apiVersion, object.kind);
    return resource === undefined ? [] : [[resource.plural, completed(object, resource.namespaced, draw)]];
  });
  const made = new Set(given.map(keyOfMade));
  const missing = [...initial, ...namespaceParts(named(given, files), draw), ...leases(given, draw)].filter((each) => {
    const key = keyOfMade(each);
    return !made.has(key) && made.add(key);
  });
  return [...missing, ...given];
}

/**
 * A Pod that waits for a node, and that a file of the run creates: whoever asks why it waits brings both along, and it
 * can only be created where it is not there yet. It takes no room, so no decision changes.
 */
function withoutAsked(imported: readonly Manifest[], files: Scenario['files']): readonly Manifest[] {
  const asked = new Set(wordsAfter('name', Object.values(files).join('\n')));
  const waits = ({ kind, spec, metadata }: Manifest): boolean =>
    kind === 'Pod' && (fieldsOf(spec)['nodeName'] ?? '') === '' && asked.has(metadata?.name ?? '');
  return asked.size === 0 ? imported : imported.filter((object) => !waits(object));
}

const keyOfMade = ([resource, { metadata }]: Made): string => keyOf(resource, metadata.namespace, metadata.name);

/** The kubelets go on renewing them. */
const leases = (given: readonly Made[], draw: () => number): readonly Made[] =>
  given
    .filter(([resource]) => resource === 'nodes')
    .map(([, node]) => [
      'leases',
      lease({ ...stored(draw), name: node.metadata.name, namespace: 'kube-node-lease' }, node.metadata.name, 40),
    ]);

const stored = (draw: () => number): Pick<ApiObject['metadata'], 'uid' | 'resourceVersion' | 'creationTimestamp'> => ({
  uid: drawUid(draw),
  resourceVersion: '',
  creationTimestamp: rfc3339(born),
});

/** With its defaults: of what an API server has printed they change nothing. */
function completed(object: Manifest, namespaced: boolean, draw: () => number): ApiObject {
  const { managedFields: _, ...metadata } = object.metadata ?? {};
  const namespace = namespaced ? (object.metadata?.namespace ?? 'default') : undefined;
  return {
    ...withDefaults(object, allDefaults),
    ...(object.kind === 'Node' ? { status: nodeStatus(object) } : {}),
    metadata: {
      creationTimestamp: rfc3339(born),
      ...metadata,
      ...(namespace === undefined ? {} : { namespace }),
      uid: object.metadata?.uid ?? drawUid(draw),
    },
  } as ApiObject;
}

/** A node that was written by hand and says nothing of its health is taken for a healthy one. */
function nodeStatus({ status }: Manifest): object {
  const given = fieldsOf(status);
  if (listOf(given['conditions']).length > 0) return given;
  const ready = { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' };
  return { ...given, conditions: [{ ...ready, lastTransitionTime: rfc3339(born), lastHeartbeatTime: rfc3339(born) }] };
}

/**
 * By namespace, the ServiceAccounts that are taken to be there: those that Pods of the cluster run as. Where no
 * Namespace or no ServiceAccount was pasted nobody knows which there are: what the files name is then taken to be there,
 * so that the question where a Pod goes is answered and not refused.
 */
function named(given: readonly Made[], files: Scenario['files']): ReadonlyMap<string, ReadonlySet<string>> {
  const accounts = new Map<string, Set<string>>();
  const note = (namespace: string | undefined, account: unknown): void => {
    if (namespace === undefined || namespace === '') return;
    const known = accounts.get(namespace) ?? new Set(['default']);
    accounts.set(namespace, typeof account === 'string' && account !== '' ? known.add(account) : known);
  };
  for (const [resource, object] of given) {
    const namespace = resource === 'namespaces' ? object.metadata.name : object.metadata.namespace;
    note(namespace, resource === 'pods' ? fieldsOf(fieldsOf(object)['spec'])['serviceAccountName'] : '');
  }
  const pasted = new Set(given.map(([resource]) => resource));
  const texts = Object.values(files).join('\n');
  if (!pasted.has('namespaces')) for (const name of wordsAfter('namespace', texts)) note(name, '');
  if (!pasted.has('serviceaccounts'))
    for (const account of wordsAfter('serviceAccountName', texts))
      for (const name of accounts.keys()) note(name, account);
  return accounts;
}

/** What stands behind a field, in YAML or JSON, where it is a name. */
const wordsAfter = (field: string, text: string): readonly string[] =>
  [...text.matchAll(new RegExp(`\\b${field}["']?:\\s*["']?([a-z0-9]([-.a-z0-9]*[a-z0-9])?)`, 'g'))].map(
    ([, name = '']) => name,
  );

/** Each namespace, with the ServiceAccounts that its Pods run as: without them the API server admits no Pod there. */
function* namespaceParts(accounts: ReadonlyMap<string, ReadonlySet<string>>, draw: () => number): Generator<Made> {
  const meta = (name: string, namespace?: string): ApiObject['metadata'] => ({
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...stored(draw),
  });
  for (const [namespace, names] of accounts) {
    yield [
      'namespaces',
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { ...meta(namespace), labels: { 'kubernetes.io/metadata.name': namespace } },
        ...{ spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } },
      },
    ];
    for (const name of names)
      yield ['serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta(name, namespace) }];
    const certificate = meta('kube-root-ca.crt', namespace);
    yield [
      'configmaps',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: certificate, ...{ data: { 'ca.crt': clusterCertificate } } },
    ];
  }
}
