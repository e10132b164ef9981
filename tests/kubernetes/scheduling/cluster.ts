import type { ClusterView } from '../../../src/kubernetes/api/calls.ts';
import type { Node, Pod } from '../../../src/kubernetes/api/types.ts';
import type { Decision } from '../../../src/kubernetes/scheduling/decision.ts';
import { fullProfile } from '../../../src/kubernetes/scheduling/plugins/index.ts';
import { type ScheduleOptions, schedulePod } from '../../../src/kubernetes/scheduling/schedule.ts';
import { Snapshot } from '../../../src/kubernetes/scheduling/snapshot.ts';

type Fields = object;

interface Made {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** A Pod with a spec of one container, or as said. */
export const podNamed = (name: string, spec: Fields = {}, metadata: Fields = {}, status: Fields = {}): Pod =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', uid: name, ...metadata },
    spec: { containers: [{ name: 'main', image: 'nginx:1.27' }], ...spec },
    status,
  }) as unknown as Pod;

export const nodeNamed = (name: string, labels: Fields = {}, status: Fields = {}, spec: Fields = {}): Node =>
  ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec,
    status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' }, ...status },
  }) as unknown as Node;

const pluralOf = (kind: string): string =>
  kind.toLowerCase().replace(/(y|ss|.)$/, (end) => (end === 'y' ? 'ies' : end === 'ss' ? 'sses' : `${end}s`));

/** What else the cluster has, by kind. */
export function viewOf(objects: readonly unknown[]): ClusterView {
  const of = (resource: string) => (objects as readonly Made[]).filter(({ kind }) => pluralOf(kind) === resource);
  return {
    get: (resource, namespace, name) =>
      of(resource).find(({ metadata }) => metadata.name === name && (metadata.namespace ?? '') === namespace),
    list: (resource, namespace) =>
      of(resource).filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace),
  };
}

export interface Cluster {
  readonly nodes: readonly Node[];
  readonly pods?: readonly Pod[];
  readonly objects?: readonly unknown[];
}

export function snapshotOf({ nodes, pods = [] }: Cluster): Snapshot {
  const snapshot = new Snapshot();
  for (const node of nodes) snapshot.setNode(node);
  for (const pod of pods) snapshot.setPod(pod);
  return snapshot;
}

/** The decision of the default profile. */
export const decide = (pod: Pod, cluster: Cluster, options: ScheduleOptions = {}): Decision =>
  schedulePod({ pod, snapshot: snapshotOf(cluster), view: viewOf(cluster.objects ?? []) }, fullProfile, options);

export const feasibleOf = ({ filtered }: Decision): readonly string[] =>
  filtered.feasible.map(({ node }) => node.metadata.name);

/** What a plugin gave each feasible node, before its weight. */
export const scoresOf = ({ scored }: Decision, name: string): Readonly<Record<string, number>> => {
  const scores = scored?.plugins.find(({ plugin }) => plugin === name);
  return Object.fromEntries(
    scored?.feasible.map(({ node }, i) => [node.metadata.name, scores?.normalized[i] ?? 0]) ?? [],
  );
};
