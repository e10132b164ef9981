import { decisionJson } from '../../kubernetes/scheduling/decision-json.ts';
import { filterRecord } from '../../kubernetes/scheduling/decision-record.ts';
import type { Fix } from '../../kubernetes/scheduling/what-if/tried.ts';
import type { Answer } from './decide-for.ts';

/** An answer as one JSON object: the decision, and beside it what else was asked. */
export function answerJson({ decision, snapshot, explained, fixes, capacity }: Answer): object {
  return {
    pod: decision.pod.metadata.name,
    ...decisionJson(decision),
    ...(explained ? { explain: explanation({ decision, snapshot }) } : {}),
    ...(fixes === undefined ? {} : { fixes: fixes.map(fixJson) }),
    ...(capacity === undefined ? {} : { capacity }),
  };
}

/** Which filters had something to say, the figures compared, and the scores before their weights. */
function explanation({ decision, snapshot }: Pick<Answer, 'decision' | 'snapshot'>): object {
  const { plugins, refused, figures } = filterRecord(decision, snapshot);
  const compared = Object.fromEntries(Object.entries(refused).map(([node, refusal]) => [node, refusal.compared ?? {}]));
  const { scored, preemption } = decision;
  return {
    filters: plugins,
    compared,
    figures,
    scores: scored?.plugins ?? [],
    preemption:
      preemption?.selected === undefined
        ? null
        : {
            node: preemption.selected.node,
            victims: preemption.selected.pods.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
          },
  };
}

const fixJson = ({ changes, chosen, feasible }: Fix): object => ({
  chosen,
  feasible,
  changes: changes.map((change) =>
    change.on === 'pod'
      ? { on: 'pod', field: change.field, from: change.from ?? null, to: change.to ?? null, edits: change.edits }
      : { on: 'cluster', says: change.says, kubectl: change.kubectl ?? null },
  ),
});
