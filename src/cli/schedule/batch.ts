import { isFields } from '../../kubernetes/api/fields.ts';
import type { ApiObject, Manifest, Pod } from '../../kubernetes/api/types.ts';
import { type DecisionJson, decisionJson } from '../../kubernetes/scheduling/decision-json.ts';
import { KnownCluster } from '../../kubernetes/scheduling/known-cluster.ts';
import { knownObject } from '../../kubernetes/scheduling/known-object.ts';
import { fullProfile } from '../../kubernetes/scheduling/plugins/index.ts';
import { preempt } from '../../kubernetes/scheduling/preemption/preempt.ts';
import { nextStart, schedulePod } from '../../kubernetes/scheduling/schedule.ts';
import { BadInput } from '../bad-input.ts';

/** One line of a batch: a cluster, and the Pods to be scheduled in it. */
interface Case {
  readonly id?: unknown;
  readonly pod?: Pod;
  readonly pods?: readonly Pod[];
  readonly nodes?: readonly Manifest[];
  readonly existingPods?: readonly Manifest[];
  readonly objects?: readonly Manifest[];
}

/** The answer to one line. Objects count as they stand there: nothing is defaulted. */
export function answerLine(text: string, place: string): object {
  try {
    return answer(readCase(text, place));
  } catch (problem) {
    if (problem instanceof BadInput) throw problem;
    // Objects that no API server would have stored: a quantity that is none, a list that is a text.
    throw new BadInput(`${place}: an object in this case is not as Kubernetes has it: ${(problem as Error).message}`);
  }
}

function answer({ id, pod, pods, nodes, existingPods, objects }: Case): object {
  const cluster = new KnownCluster([
    ...kinds(nodes, 'Node', 'v1'),
    ...(objects ?? []),
    ...kinds(existingPods, 'Pod', 'v1'),
  ]);
  if (pods === undefined) return { id, ...decide(incoming(pod as Pod, 0), cluster, 0).decided };
  const steps: object[] = [];
  let from = 0;
  for (const [i, each] of pods.entries()) {
    const { decided, next } = decide(incoming(each, i), cluster, from);
    from = next;
    steps.push({ pod: each.metadata.name, ...decided });
  }
  return { id, steps };
}

/** Pods without uids are as many Pods as there are, whatever they are called. */
function incoming(pod: Pod, place: number): Pod {
  const [manifest] = kinds([pod as unknown as Manifest], 'Pod', 'v1').map(knownObject);
  const known = manifest as Pod;
  if (pod.metadata.uid) return known;
  return { ...known, metadata: { ...known.metadata, uid: `incoming ${place}: ${known.metadata.uid}` } };
}

/** Decides for one Pod, and binds it, so that the next one finds it there. */
function decide(pod: Pod, cluster: KnownCluster, from: number): { decided: DecisionJson; next: number } {
  const decision = schedulePod({ pod, snapshot: cluster.snapshot, view: cluster }, fullProfile, { from, preempt });
  const nodeName = decision.chosen?.node.metadata.name;
  if (nodeName !== undefined) cluster.set({ ...pod, spec: { ...pod.spec, nodeName } } as ApiObject);
  return { decided: decisionJson(decision), next: nextStart(from, decision.filtered) };
}

/** In a list of nodes or Pods nobody has to say of each what it is. */
const kinds = (objects: readonly Manifest[] | undefined, kind: string, apiVersion: string): readonly Manifest[] =>
  (objects ?? []).map((object) => ({ ...object, kind, apiVersion }));

function readCase(text: string, place: string): Case {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (problem) {
    throw new BadInput(`${place}: this is no JSON (${(problem as Error).message}); every line is one JSON object`);
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw new BadInput(`${place}: this is no JSON object; write {"pod": {…}, "nodes": […]}`);
  const { pod, pods } = found as Case;
  if ((pod ?? undefined) === undefined && (pods ?? undefined) === undefined)
    throw new BadInput(`${place}: there is neither pod nor pods; say which Pods are to be scheduled`);
  if ((pods ?? undefined) !== undefined && !Array.isArray(pods)) throw new BadInput(`${place}: pods has to be a list`);
  for (const list of ['nodes', 'existingPods', 'objects'] as const)
    for (const [i, object] of listed(found as Case, list, place).entries())
      if (typeof object?.metadata?.name !== 'string')
        throw new BadInput(`${place}: ${list}[${i}] has no metadata.name; give whole Kubernetes objects`);
  for (const each of pods ?? [pod]) {
    if (isFields(each?.metadata) && isFields(each.spec) && Array.isArray(each.spec.containers ?? [])) continue;
    throw new BadInput(`${place}: a Pod needs metadata and spec.containers`);
  }
  return { ...found, pod: pod ?? undefined, pods: pods ?? undefined } as Case;
}

function listed(found: Case, name: 'nodes' | 'existingPods' | 'objects', place: string): readonly Manifest[] {
  const list = found[name] ?? [];
  if (!Array.isArray(list)) throw new BadInput(`${place}: ${name} has to be a list`);
  return list;
}
