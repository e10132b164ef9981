import type { Node, Pod } from '../../kubernetes/api/types.ts';
import { preempt } from '../../kubernetes/scheduling/preemption/preempt.ts';
import { Snapshot } from '../../kubernetes/scheduling/snapshot.ts';
import type { Situation } from '../../kubernetes/scheduling/what-if/situation.ts';
import { InformerCache } from '../../simulation/components/informer-cache.ts';
import type { RecordedView } from './recorded-view.ts';

/** The situation in which the scheduler was, so that it can decide once more, with nothing or something changed. */
export function situationOf({ pod, objects, placed, nominated, from }: RecordedView): Situation {
  const view = new InformerCache();
  for (const [resource, all] of Object.entries(objects)) view.fill(resource, all);
  const snapshot = new Snapshot();
  for (const node of view.list('nodes')) snapshot.setNode(node as Node);
  for (const { namespace, name, node } of placed) {
    const there = view.get('pods', namespace, name) as Pod | undefined;
    if (there === undefined) continue;
    snapshot.setPod(there.spec.nodeName === node ? there : { ...there, spec: { ...there.spec, nodeName: node } });
  }
  // The list of a snapshot lives; a situation stands still.
  const nodes = [...snapshot.nodes];
  const promised = new Map<string, Pod[]>();
  for (const each of nominated) promised.set(each.node, [...(promised.get(each.node) ?? []), each.pod]);
  return {
    pod,
    snapshot: { nodes, image: (name) => snapshot.image(name) },
    view,
    from,
    nominated: (node) => promised.get(node) ?? [],
    preempt,
  };
}
