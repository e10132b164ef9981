import { useMemo } from 'react';
import { hasManyLanes } from '../../views/sequence-diagram/lanes.ts';
import { choose, useChoices } from '../store.ts';
import { MapDrawing, MessagesDrawing } from './drawings.tsx';
import { EditorPanel } from './editor-panel.tsx';
import { Drawing, Spine } from './panel.tsx';
import { Panels } from './panels.tsx';
import styles from './stage.module.css';
import type { StageProps } from './stage-props.ts';

/** Editor, map and messages. Before the first step the editor is open; afterwards the messages are. */
export function GuidedStage({ story, frame, run }: StageProps) {
  const started = useChoices((now) => now.started);
  const presenter = useChoices((now) => now.presenter);
  const open = useChoices((now) => now.open);
  const documents = useChoices((now) => now.documents);
  const crowded = useMemo(() => hasManyLanes(story), [story]);
  const set = (panel: 'editor' | 'messages', value: boolean) =>
    choose((now) => ({ open: { ...now.open, [panel]: value } }));
  if (presenter)
    return (
      <Drawing className={styles.fill}>{(size) => <MapDrawing story={story} frame={frame} size={size} />}</Drawing>
    );
  const editor = !started || (open.editor ?? false);
  const messages = started && (open.messages ?? true);
  return (
    <>
      {!editor && (
        <Spine name={Object.keys(documents.files)[0] ?? 'Editor'} side="left" onOpen={() => set('editor', true)} />
      )}
      <Panels
        name="guided"
        panels={[
          ...(editor
            ? [
                {
                  id: 'editor',
                  name: 'the editor',
                  size: 296,
                  least: 200,
                  content: (
                    <EditorPanel story={story} run={run} onFold={started ? () => set('editor', false) : undefined} />
                  ),
                },
              ]
            : []),
          {
            id: 'map',
            name: 'the map',
            least: 420,
            content: <Drawing>{(size) => <MapDrawing story={story} frame={frame} size={size} />}</Drawing>,
          },
          ...(messages
            ? [
                {
                  id: 'messages',
                  name: 'the messages',
                  size: editor ? '38%' : crowded ? '47.5%' : '44.6%',
                  least: 320,
                  content: <Drawing>{(size) => <MessagesDrawing story={story} frame={frame} size={size} />}</Drawing>,
                },
              ]
            : []),
        ]}
      />
      {!messages && (
        <Spine
          name="Messages"
          side="right"
          onOpen={() => choose((now) => ({ started: true, open: { ...now.open, messages: true } }))}
        />
      )}
    </>
  );
}
