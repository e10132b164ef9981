import type { Pod } from '../../kubernetes/api/types.ts';
import { stillAhead } from '../../story/placement/still-ahead.ts';
import { frameAt } from '../../trace/frame.ts';
import { FixList } from '../../views/what-if/fix-list.tsx';
import { applyChanges } from './apply-changes.ts';
import type { SectionProps } from './section-props.ts';
import { useAnswer } from './use-answer.ts';
import { useProofs } from './use-proofs.ts';

/** What would make a refused Pod fit, each change with the run that it leads to, and what is still ahead then. */
export function FixesSection({ story, placement, names, asked }: SectionProps) {
  const { parts, done, broken } = useAnswer(asked, { type: 'fixes' });
  const { proofs, prove } = useProofs(story, placement, parts);
  const frame = frameAt(story.index, placement.at);
  const pod = frame.object(placement.about) as Pod | undefined;
  const node = parts.find(({ chosen }) => chosen !== undefined && frame.object(`nodes//${chosen}`))?.chosen;
  return (
    <>
      <FixList
        title="Smallest changes, each proved by a run"
        fixes={parts.map((fix) => ({ fix, proof: proofs.get(fix) }))}
        done={done}
        broken={broken}
        none="No small change was found."
        names={names}
        onApply={({ changes }) => applyChanges(story, placement, changes)}
        onCompare={prove}
      />
      {pod !== undefined && node !== undefined && (
        <>
          <h3>Still ahead, once it is placed</h3>
          <p>{names.in(stillAhead(frame, pod, node).join(' '))}</p>
        </>
      )}
    </>
  );
}
