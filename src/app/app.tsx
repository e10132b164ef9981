import { lazy, Suspense, useEffect, useMemo } from 'react';
import { frameAt } from '../trace/frame.ts';
import { traceHash } from '../trace/trace-hash.ts';
import styles from './app.module.css';
import { Bar } from './bar/bar.tsx';
import { Footer } from './footer/footer.tsx';
import { Narrator } from './narrator.tsx';
import { Notice } from './notice.tsx';
import { usePlayback } from './playback.ts';
import { useRun } from './run/use-run.ts';
import { useShortcuts } from './shortcuts.ts';
import { EditorPanel } from './stage/editor-panel.tsx';
import { Stage } from './stage/stage.tsx';
import { useChoices } from './store.ts';

const HelpDialog = lazy(() => import('./help-dialog.tsx'));
const ClusterDialog = lazy(() => import('./own-cluster/cluster-dialog.tsx'));
const ShareDialog = lazy(() => import('./share-dialog.tsx'));

/** The whole screen: bar, stage, caption, rail. Everything is a function of (trace, cursor) and the choices. */
export function App() {
  const running = useChoices((now) => now.running);
  const cursor = useChoices((now) => now.cursor);
  const playing = useChoices((now) => now.playing);
  const presenter = useChoices((now) => now.presenter);
  const help = useChoices((now) => now.help);
  const sharing = useChoices((now) => now.sharing);
  const bringing = useChoices((now) => now.bringing);
  const theme = useChoices((now) => now.theme);
  const run = useRun(running);
  const { story } = run;
  const frame = useMemo(() => (story ? frameAt(story.index, cursor) : undefined), [story, cursor]);
  // On request only (`?trace-hash`): to compare the run with that of another machine.
  const hash = useMemo(
    () => (story && location.search.includes('trace-hash') ? traceHash(story.index.trace) : undefined),
    [story],
  );
  usePlayback(story, playing);
  useShortcuts(story);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return (
    <div className={styles.app} data-presenting={presenter} data-trace-hash={hash} data-cursor={cursor}>
      {!presenter && <Bar story={story} />}
      <Notice run={run} />
      <main className={styles.main}>
        {story && frame ? (
          <Stage story={story} frame={frame} run={run} />
        ) : run.problems.length > 0 ? (
          <EditorPanel story={undefined} run={run} />
        ) : null}
      </main>
      {story && frame && <Footer story={story} frame={frame} />}
      {story && <Narrator story={story} />}
      <Suspense fallback={null}>
        {help && <HelpDialog />}
        {sharing && <ShareDialog />}
        {bringing && <ClusterDialog />}
      </Suspense>
    </div>
  );
}
