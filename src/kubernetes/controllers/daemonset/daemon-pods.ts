import { fieldsOf } from '../../api/fields.ts';
import { isTerminal } from '../../api/is-terminal.ts';
import { millisOf } from '../../api/times.ts';
import type { ApiObject, DaemonSet, Node, Pod, PodSpec, PodTemplateSpec, Taint, Toleration } from '../../api/types.ts';
import { matchesNode } from '../../scheduling/node-selectors.ts';
import { tolerates } from '../../scheduling/tolerations.ts';
import { podFromTemplate } from '../pods.ts';

export const hashLabel = 'controller-revision-hash';
const generationAnnotation = 'deprecated.daemonset.template.generation';

/** Counts the changes of the template. Source: v1.35 pkg/controller/daemon/util/daemonset_util.go GetTemplateGeneration */
const generationOf = (set: DaemonSet): string | undefined => set.metadata.annotations?.[generationAnnotation];

const exists = (key: string, effect: string): Toleration => ({
  key: `node.kubernetes.io/${key}`,
  operator: 'Exists',
  effect,
});

/** What a daemon bears beside what its template says. Source: daemonset_util.go AddOrUpdateDaemonPodTolerations */
function tolerationsOf({ tolerations = [], hostNetwork }: PodSpec): readonly Toleration[] {
  const daemons = [
    exists('not-ready', 'NoExecute'),
    exists('unreachable', 'NoExecute'),
    exists('disk-pressure', 'NoSchedule'),
    exists('memory-pressure', 'NoSchedule'),
    exists('pid-pressure', 'NoSchedule'),
    exists('unschedulable', 'NoSchedule'),
    ...(hostNetwork === true ? [exists('network-unavailable', 'NoSchedule')] : []),
  ];
  const same = (a: Toleration, b: Toleration): boolean =>
    a.key === b.key && a.effect === b.effect && a.operator === b.operator && (a.value ?? '') === (b.value ?? '');
  const given = tolerations.map((toleration) => daemons.find((other) => same(toleration, other)) ?? toleration);
  return [...given, ...daemons.filter((toleration) => !given.includes(toleration))];
}

/**
 * A Pod for one node: an affinity to its name leaves the scheduler no choice.
 * Source: daemonset_util.go CreatePodTemplate, ReplaceDaemonSetPodNodeNameNodeAffinity
 */
export function daemonPod(set: DaemonSet, node: string, hash: string): unknown {
  const template = set.spec?.template ?? {};
  const spec = template.spec ?? { containers: [] };
  const generation = generationOf(set);
  const required = { nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] }] };
  const nodeAffinity = {
    ...spec.affinity?.nodeAffinity,
    requiredDuringSchedulingIgnoredDuringExecution: required,
  };
  const daemon: PodTemplateSpec = {
    ...template,
    metadata: {
      ...template.metadata,
      labels: {
        ...template.metadata?.labels,
        ...(generation === undefined ? {} : { 'pod-template-generation': generation }),
        [hashLabel]: hash,
      },
    },
    spec: { ...spec, affinity: { ...spec.affinity, nodeAffinity }, tolerations: tolerationsOf(spec) },
  };
  return podFromTemplate(daemon, set as ApiObject);
}

/**
 * Whether a daemon belongs on the node, and whether one that is there may stay.
 * Source: v1.35 pkg/controller/daemon/daemon_controller.go NodeShouldRunDaemonPod
 */
export function verdictOn(set: DaemonSet, node: Node): { readonly run: boolean; readonly stay: boolean } {
  const spec = set.spec?.template?.spec ?? { containers: [] };
  const named = spec.nodeName ?? '';
  if (named !== '' && named !== node.metadata.name) return { run: false, stay: false };
  if (!matchesNode({ spec } as Pod, node)) return { run: false, stay: false };
  const tolerations = tolerationsOf(spec);
  const repelled = (effects: readonly string[]) => (taint: Taint) =>
    effects.includes(taint.effect) && !tolerates(tolerations, taint);
  const taints = node.spec?.taints ?? [];
  if (!taints.some(repelled(['NoSchedule', 'NoExecute']))) return { run: true, stay: true };
  return { run: false, stay: !taints.some(repelled(['NoExecute'])) };
}

/** The node that a daemon is on, or is meant for. Source: daemonset_util.go GetTargetNodeName */
function targetOf(pod: Pod): string {
  const bound = pod.spec.nodeName ?? '';
  if (bound !== '') return bound;
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  for (const { matchFields } of required?.nodeSelectorTerms ?? [])
    for (const { key, operator, values = [] } of matchFields ?? [])
      if (key === 'metadata.name' && operator === 'In' && values.length === 1) return values[0] ?? '';
  return '';
}

/**
 * The daemons of each node. One that has ended and is being deleted counts no more: its successor need not wait until
 * the object is gone.
 * Source: daemon_controller.go getNodesToDaemonPods
 */
export function podsByNode(pods: readonly Pod[]): ReadonlyMap<string, readonly Pod[]> {
  const found = new Map<string, Pod[]>();
  for (const pod of pods) {
    if (isTerminal(pod) && pod.metadata.deletionTimestamp !== undefined) continue;
    const node = targetOf(pod);
    found.set(node, [...(found.get(node) ?? []), pod]);
  }
  return found;
}

/** The oldest first. Source: daemon_controller.go podByCreationTimestampAndPhase */
export function oldestFirst(pods: readonly Pod[]): readonly Pod[] {
  const placed = (pod: Pod): number => ((pod.spec.nodeName ?? '') === '' ? 1 : 0);
  const age = (pod: Pod): number => millisOf(pod.metadata.creationTimestamp) ?? 0;
  return [...pods].sort(
    (a, b) => placed(a) - placed(b) || age(a) - age(b) || (a.metadata.name < b.metadata.name ? -1 : 1),
  );
}

/** Whether a daemon is of the template of now. Source: daemonset_util.go IsPodUpdated */
export function isUpdated(set: DaemonSet, pod: Pod, hash: string): boolean {
  const labels = fieldsOf(pod.metadata.labels);
  const generation = generationOf(set);
  return labels[hashLabel] === hash || (generation !== undefined && labels['pod-template-generation'] === generation);
}
