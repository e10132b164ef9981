import { lazy, Suspense } from 'react';
import { Inspector } from '../../views/inspector/inspector.tsx';
import { SchedulerMatrix } from '../../views/scheduler-matrix/scheduler-matrix.tsx';
import type { Size } from '../../views/size.ts';
import { Terminal } from '../../views/terminal/terminal.tsx';
import type { CentreTab } from '../choices.ts';
import { intervene } from '../intervene.ts';
import { seek } from '../playback.ts';
import { useCharts } from '../run/use-charts.ts';
import { choose, useChoices } from '../store.ts';
import { useWide } from '../use-narrow.ts';
import { Dock } from './dock.tsx';
import { MapDrawing, MessagesDrawing } from './drawings.tsx';
import { EditorPanel } from './editor-panel.tsx';
import { Drawing, Spine } from './panel.tsx';
import styles from './stage.module.css';
import type { StageProps } from './stage-props.ts';
import { Toolbar } from './toolbar.tsx';

const Statechart = lazy(() => import('../../views/statechart/statechart.tsx'));

/** The laboratory: editor, one picture or two, table and strips below, the inspector at the right. */
export function LaboratoryStage({ story, frame, run }: StageProps) {
  const { open, tab, selected, documents } = useChoices();
  const wide = useWide();
  const set = (panel: 'editor' | 'inspector', value: boolean) =>
    choose((now) => ({ open: { ...now.open, [panel]: value } }));
  const editor = open.editor ?? true;
  const dock = open.dock ?? true;
  return (
    <>
      <div className={styles.labMain}>
        <div className={styles.labTop}>
          {editor ? (
            <div className={styles.editorLab}>
              <EditorPanel story={story} frame={frame} run={run} onFold={() => set('editor', false)} />
            </div>
          ) : (
            <Spine name={Object.keys(documents.files)[0] ?? 'Editor'} side="left" onOpen={() => set('editor', true)} />
          )}
          <div className={styles.centre}>
            <Toolbar />
            <div className={styles.pictures}>
              <Pictures story={story} frame={frame} tab={tab} wide={wide} />
            </div>
          </div>
        </div>
        {dock && <Dock story={story} frame={frame} />}
      </div>
      {(open.inspector ?? true) ? (
        <aside className={styles.inspector} aria-label="Inspector">
          <Inspector
            story={story}
            selected={selected}
            onSelect={(id) => choose({ selected: id })}
            onFollow={(key) => choose(({ followed }) => ({ followed: followed === key ? undefined : key }))}
          />
        </aside>
      ) : (
        <Spine name="Inspector" side="right" onOpen={() => set('inspector', true)} />
      )}
    </>
  );
}

/** The picture of the tab; where there is room, the map beside the messages. */
function Pictures({
  story,
  frame,
  tab,
  wide,
}: Pick<StageProps, 'story' | 'frame'> & { readonly tab: CentreTab; readonly wide: boolean }) {
  const followed = useChoices((now) => now.followed);
  if (tab === 'scheduler') return <SchedulerMatrix story={story} frame={frame} followed={followed} />;
  if (tab === 'terminal') {
    return <Terminal story={story} frame={frame} onCommand={(kubectl) => choose(intervene({ kubectl }))} />;
  }
  if (tab === 'statechart') {
    return (
      <Suspense fallback={null}>
        <Drawing className={styles.fill}>
          {(size) => <StatechartDrawing story={story} frame={frame} size={size} />}
        </Drawing>
      </Suspense>
    );
  }
  return (
    <>
      {(tab === 'map' || wide) && (
        <Drawing className={styles.fill}>{(size) => <MapDrawing story={story} frame={frame} size={size} />}</Drawing>
      )}
      {(tab === 'messages' || wide) && (
        <Drawing className={styles.fill}>
          {(size) => <MessagesDrawing story={story} frame={frame} size={size} />}
        </Drawing>
      )}
    </>
  );
}

/** The machines that run, with the choices that concern them. */
function StatechartDrawing({ story, frame, size }: Pick<StageProps, 'story' | 'frame'> & { readonly size: Size }) {
  const charts = useCharts();
  const selected = useChoices((now) => now.selected);
  return (
    <Statechart
      story={story}
      frame={frame}
      size={size}
      charts={charts}
      selected={selected}
      onJump={(at) => choose(seek(at))}
    />
  );
}
