import { lackingPoints, lackingWords } from '../../story/placement/lacking-points.ts';
import type { Placement } from '../../story/placement/placement.ts';
import { FixList } from '../../views/what-if/fix-list.tsx';
import { LackingTable } from '../../views/what-if/lacking-table.tsx';
import { applyChanges } from './apply-changes.ts';
import type { Question } from './question.ts';
import type { SectionProps } from './section-props.ts';
import { useAnswer } from './use-answer.ts';
import { useProofs } from './use-proofs.ts';

type NodeQuestion = Extract<Question, { readonly type: 'fixes' | 'winning' }>;

/** Why the Pod does not go to one node, and what would send it there. */
export function NodeSection({ story, placement, names, asked, node }: SectionProps & { readonly node: string }) {
  const question = questionAbout(placement, node);
  const { parts, done, broken } = useAnswer<NodeQuestion['type']>(asked, question);
  const { proofs, prove } = useProofs(story, placement, parts);
  if (question === undefined) return null;
  const { chosen } = placement;
  const lacking = lackingPoints(placement, node);
  const title =
    chosen === undefined || question.type === 'fixes'
      ? `Why not on ${names(node)}?`
      : `Why on ${names(chosen)} and not on ${names(node)}?`;
  return (
    <section aria-label={title}>
      {lacking !== undefined && chosen !== undefined && (
        <>
          <h3>{title}</h3>
          <p>{names.in(lackingWords(node, chosen, lacking.short))}</p>
          <LackingTable by={lacking.by} node={names(node)} winner={names(chosen)} />
        </>
      )}
      <FixList
        title={lacking === undefined ? title : 'What would make it win'}
        fixes={parts.map((fix) => ({ fix, proof: proofs.get(fix) }))}
        done={done}
        broken={broken}
        none={`No small change leads to ${names(node)}.`}
        names={names}
        onApply={({ changes }) => applyChanges(story, placement, changes)}
        onCompare={prove}
      />
    </section>
  );
}

/** A refused node has to become feasible, another one has to win; of the chosen one there is nothing to ask. */
function questionAbout({ rows, chosen }: Placement, node: string): NodeQuestion | undefined {
  const row = rows.find((each) => each.node === node);
  if (row === undefined || row.unseen || node === chosen) return undefined;
  return row.refused === undefined ? { type: 'winning', node } : { type: 'fixes', node };
}
