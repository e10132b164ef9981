import { useMemo } from 'react';
import { ClusterMap } from '../../views/cluster-map/cluster-map.tsx';
import { SequenceDiagram } from '../../views/sequence-diagram/sequence-diagram.tsx';
import type { Size } from '../../views/size.ts';
import { follow } from '../choices.ts';
import { answerTo, questionNow } from '../question-of.ts';
import { choose, useChoices } from '../store.ts';
import { useStill } from '../use-narrow.ts';
import type { StageProps } from './stage-props.ts';

type DrawingProps = Pick<StageProps, 'story' | 'frame'> & { readonly size: Size };

const select = (selected: number | undefined) => choose({ selected });
const openInspector = (selected: number) =>
  choose(({ open }) => ({ selected, guided: false, playing: false, open: { ...open, inspector: true } }));

/** The map with the choices that concern it. */
export function MapDrawing({ story, frame, size }: DrawingProps) {
  const level = useChoices((now) => now.level);
  const presenting = useChoices((now) => now.presenter);
  const dim = useChoices((now) => now.dim);
  const guided = useChoices((now) => now.guided);
  const followed = useChoices((now) => now.followed);
  const still = useStill();
  const hides = useChoices((now) => {
    const asked = questionNow(story, now);
    return asked?.question.hides === 'status' && answerTo(asked, now.answers) === undefined;
  });
  const shown = useMemo(() => (level === 'story' ? story.shownFrame(frame.at) : frame), [story, frame, level]);
  return (
    <ClusterMap
      story={story}
      frame={shown}
      pacing={story.pacing(level)}
      level={level}
      size={size}
      presenting={presenting}
      dim={dim && guided}
      still={still}
      hidesStatus={hides}
      followed={followed}
      onFollow={(key) => choose(follow(key))}
    />
  );
}

/** The messages with the choices that concern them. */
export function MessagesDrawing({ story, frame, size }: DrawingProps) {
  const { level, dim, selected, followed, lane, search, playing, guided } = useChoices();
  return (
    <SequenceDiagram
      story={story}
      pacing={story.pacing(level)}
      level={level}
      cursor={frame.at}
      playing={playing}
      size={size}
      dim={dim && guided}
      selected={selected}
      followed={followed}
      lane={lane}
      search={search}
      onSelect={select}
      onOpen={openInspector}
      onLane={(only) => choose({ lane: only })}
    />
  );
}
