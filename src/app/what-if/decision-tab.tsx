import { useCallback } from 'react';
import type { NodeNames } from '../../story/placement/hidden-names.ts';
import type { Placement } from '../../story/placement/placement.ts';
import type { Story } from '../../story/tell.ts';
import { SchedulerMatrix } from '../../views/scheduler-matrix/scheduler-matrix.tsx';
import { seek } from '../playback.ts';
import { answerTo, questionNow } from '../question-of.ts';
import { showLine } from '../show-line.ts';
import type { StageProps } from '../stage/stage-props.ts';
import { choices, choose, useChoices } from '../store.ts';
import { AppliedLine } from './applied-line.tsx';
import type { Asked } from './ask.ts';
import styles from './decision-tab.module.css';
import { FixesSection } from './fixes-section.tsx';
import { NodeSection } from './node-section.tsx';
import type { SectionProps } from './section-props.ts';
import { ToolsSection } from './tools-section.tsx';

type DecisionTabProps = Pick<StageProps, 'story' | 'frame'> & { readonly editor: boolean };

/** What kube-scheduler decided at the cursor, and what may be asked about it. */
export default function DecisionTab({ story, frame, editor }: DecisionTabProps) {
  const followed = useChoices((now) => now.followed);
  const hidden = useChoices((now) => {
    const asked = questionNow(story, now);
    return asked?.question.hides === 'decision' && answerTo(asked, now.answers) === undefined;
  });
  const props = useCallback((placement: Placement, names: NodeNames) => propsFor(story, placement, names), [story]);
  if (hidden)
    return <p className={styles.hidden}>What kube-scheduler decided is shown once the question is answered.</p>;
  return (
    <div className={styles.tab}>
      <AppliedLine />
      <SchedulerMatrix
        story={story}
        frame={frame}
        followed={followed}
        onSeek={(at) => choose(seek(at))}
        onFollow={(key) => choose({ followed: key })}
        showLine={editor ? showLine : undefined}
        fixes={(placement, names) => {
          const given = placement.chosen === undefined ? props(placement, names) : undefined;
          return given && <FixesSection {...given} />;
        }}
        aboutNode={(placement, names, node) => {
          const given = props(placement, names);
          return given && <NodeSection key={node} {...given} node={node} />;
        }}
        tools={(placement, names) => {
          const given = props(placement, names);
          return given && <ToolsSection {...given} />;
        }}
      />
    </div>
  );
}

/** The same decision is asked about by the same object: its situation is handed over once. */
const asked = new WeakMap<object, Asked>();

function propsFor(story: Story, placement: Placement, names: NodeNames): SectionProps | undefined {
  const look = story.index.decisions.find(({ id }) => id === placement.id);
  if (look === undefined) return undefined;
  const known = asked.get(look) ?? { index: story.index, look, scenario: choices().running.scenario };
  asked.set(look, known);
  return { story, placement, names, asked: known };
}
