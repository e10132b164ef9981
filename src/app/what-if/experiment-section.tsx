import { useMemo, useState } from 'react';
import type { Node } from '../../kubernetes/api/types.ts';
import { changesFor, type NodeIntent } from '../../kubernetes/scheduling/what-if/node-intent.ts';
import { wouldBe } from '../../story/placement/placement.ts';
import { frameAt } from '../../trace/frame.ts';
import { Experiment } from '../../views/what-if/experiment.tsx';
import { applyChanges } from './apply-changes.ts';
import type { SectionProps } from './section-props.ts';
import { useAnswer } from './use-answer.ts';

/** The nodes as they could be, and what kube-scheduler would decide then. The run stays as it is until it is run. */
export function ExperimentSection({
  story,
  placement,
  names,
  asked,
  onEnd,
}: SectionProps & { readonly onEnd: () => void }) {
  const [intents, setIntents] = useState<readonly NodeIntent[]>([]);
  const nodeOf = useMemo(() => {
    const frame = frameAt(story.index, placement.at);
    return (name: string) => frame.object(`nodes//${name}`) as Node | undefined;
  }, [story, placement]);
  const changes = useMemo(() => changesFor(intents, nodeOf), [intents, nodeOf]);
  const { parts, done, broken } = useAnswer(asked, { type: 'decide', changes });
  const [found] = parts;
  const then = useMemo(() => found && wouldBe(placement, found.filter, found.score), [found, placement]);
  return (
    <Experiment
      placement={placement}
      then={then}
      sentence={found?.message}
      computing={!done}
      broken={broken}
      intents={intents}
      changes={changes}
      nodeOf={nodeOf}
      names={names}
      onIntents={setIntents}
      onRun={() => {
        applyChanges(story, placement, changes);
        onEnd();
      }}
      onBack={onEnd}
    />
  );
}
