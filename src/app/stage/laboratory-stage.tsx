import { PanelRightClose } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { lazy, Suspense } from 'react';
import { lastArrived } from '../../story/arrivals.ts';
import { Inspector } from '../../views/inspector/inspector.tsx';
import type { Size } from '../../views/size.ts';
import { Terminal } from '../../views/terminal/terminal.tsx';
import { type CentreTab, follow, isOpen, panelAt } from '../choices.ts';
import { intervene } from '../intervene.ts';
import { jumpTo, seek } from '../playback.ts';
import { useCharts } from '../run/use-charts.ts';
import { choose, useChoices } from '../store.ts';
import { useWide } from '../use-narrow.ts';
import { Decision } from './decision.tsx';
import { Dock } from './dock.tsx';
import { MapDrawing, MessagesDrawing } from './drawings.tsx';
import { EditorPanel } from './editor-panel.tsx';
import { Drawing, Spine } from './panel.tsx';
import { Panels } from './panels.tsx';
import styles from './stage.module.css';
import type { StageProps } from './stage-props.ts';
import { Toolbar } from './toolbar.tsx';

const Stored = lazy(() => import('../../views/stored/stored.tsx').then((file) => ({ default: file.Stored })));
const Statechart = lazy(() => import('../../views/statechart/statechart.tsx'));

/** The laboratory: editor, one picture or two, table and strips below, the inspector at the right. */
export default function LaboratoryStage({ story, frame, run }: StageProps) {
  const editor = useChoices((now) => isOpen('editor', { ...now, guided: false }));
  const dock = useChoices((now) => isOpen(panelAt('dock', now), now));
  const inspector = useChoices((now) => isOpen(panelAt('inspector', now), now));
  const documents = useChoices((now) => now.documents);
  const set = (panel: 'editor' | 'inspector', value: boolean) =>
    choose((now) => ({ open: { ...now.open, [panelAt(panel, now)]: value } }));
  const top = (
    <div className={styles.labTop}>
      {!editor && (
        <Spine name={Object.keys(documents.files)[0] ?? 'Editor'} side="left" onOpen={() => set('editor', true)} />
      )}
      <Panels
        name="laboratory"
        panels={[
          ...(editor
            ? [
                {
                  id: 'editor',
                  name: 'the editor',
                  size: 284,
                  least: 180,
                  content: <EditorPanel story={story} run={run} onFold={() => set('editor', false)} />,
                },
              ]
            : []),
          { id: 'pictures', name: 'the pictures', least: 360, content: <Centre story={story} frame={frame} /> },
        ]}
      />
    </div>
  );
  const main = (
    <Panels
      name="laboratory"
      orientation="vertical"
      panels={[
        { id: 'top', name: 'the pictures', least: 200, content: top },
        ...(dock
          ? [{ id: 'dock', name: 'the table', size: 216, least: 90, content: <Dock story={story} frame={frame} /> }]
          : []),
      ]}
    />
  );
  return (
    <>
      <Panels
        name="laboratory"
        panels={[
          { id: 'main', name: 'the pictures', least: 500, content: main },
          ...(inspector
            ? [
                {
                  id: 'inspector',
                  name: 'the inspector',
                  size: 376,
                  least: 240,
                  content: <InspectorPanel story={story} frame={frame} onFold={() => set('inspector', false)} />,
                },
              ]
            : []),
        ]}
      />
      {!inspector && <Spine name="Inspector" side="right" onOpen={() => set('inspector', true)} />}
    </>
  );
}

function InspectorPanel({
  story,
  frame,
  onFold,
}: Pick<StageProps, 'story' | 'frame'> & { readonly onFold: () => void }) {
  const selected = useChoices((now) => now.selected);
  const followed = useChoices((now) => now.followed);
  const level = useChoices((now) => now.level);
  const playing = useChoices((now) => now.playing);
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      <button type="button" className={styles.foldInspector} aria-label="Fold the inspector" onClick={onFold}>
        <PanelRightClose size={16} aria-hidden="true" />
      </button>
      <Inspector
        story={story}
        frame={frame}
        selected={selected}
        followed={followed}
        atCursor={playing ? undefined : lastArrived(story.arrivals(level), frame.at)}
        onSelect={(id) => choose(jumpTo(story, id))}
        onFollow={(key) => choose(follow(key))}
        onSeek={(at) => choose(seek(at))}
        onMade={(request) => choose({ selected: request, tab: 'stored' })}
        onMatrix={(about, at) => choose({ ...seek(at), followed: about, tab: 'scheduler' })}
      />
    </aside>
  );
}

/** The pictures behind their tabs. */
function Centre({ story, frame }: Pick<StageProps, 'story' | 'frame'>) {
  const tab = useChoices((now) => now.tab);
  const wide = useWide();
  return (
    <Tabs.Root className={styles.centre} value={tab} onValueChange={(next) => choose({ tab: next as CentreTab })}>
      <Toolbar />
      <Tabs.Content className={styles.pictures} value={tab}>
        <Pictures story={story} frame={frame} tab={tab} wide={wide} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** The picture of the tab; where there is room, the map beside the messages. */
function Pictures({
  story,
  frame,
  tab,
  wide,
}: Pick<StageProps, 'story' | 'frame'> & { readonly tab: CentreTab; readonly wide: boolean }) {
  if (tab === 'scheduler') return <Decision story={story} frame={frame} editor />;
  if (tab === 'stored') return <StoredObject story={story} frame={frame} />;
  if (tab === 'terminal') {
    return <TerminalWithCluster story={story} frame={frame} />;
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
        <Drawing className={[styles.fill, styles.low].join(' ')} scrolls="Map of the cluster">
          {({ width, height }) => (
            <MapDrawing story={story} frame={frame} size={{ width, height: Math.max(height, lowestMap) }} />
          )}
        </Drawing>
      )}
      {(tab === 'messages' || wide) && (
        <Drawing className={styles.fill}>
          {(size) => <MessagesDrawing story={story} frame={frame} size={size} />}
        </Drawing>
      )}
    </>
  );
}

/** The terminal; what is edited comes into the editor. */
function TerminalWithCluster({ story, frame }: Pick<StageProps, 'story' | 'frame'>) {
  const files = useChoices((now) => now.documents.files);
  const type = (kubectl: string) => {
    if (!/^edit(\s|$)/.test(kubectl)) choose(intervene({ kubectl }));
    else void import('../edit-object.ts').then(({ editObject }) => choose(editObject(kubectl, frame)));
  };
  return (
    <Terminal
      story={story}
      frame={frame}
      files={Object.keys(files)}
      onCommand={type}
      onSelect={(id) => choose(({ open }) => ({ selected: id, open: { ...open, inspector: true } }))}
    />
  );
}

/** What the API server made of what was sent. */
function StoredObject({ story, frame }: Pick<StageProps, 'story' | 'frame'>) {
  const selected = useChoices((now) => now.selected);
  return (
    <Suspense fallback={null}>
      <Stored story={story} cursor={frame.at} selected={selected} onSelect={(id) => choose({ selected: id })} />
    </Suspense>
  );
}

/** Less height than this and the nodes would not hold what runs on them: the map scrolls. Px. */
const lowestMap = 430;

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
