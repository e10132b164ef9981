import { PanelLeftClose, Upload } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { Story } from '../../story/tell.ts';
import { opened, typed } from '../choices.ts';
import { around, type Documents } from '../documents.ts';
import type { NotModelledLine } from '../not-modelled-lines.ts';
import { takeApart } from '../run/ask-worker.ts';
import { choices, choose, useChoices } from '../store.ts';
import styles from './editor-panel.module.css';
import type { StageProps } from './stage-props.ts';

const YamlEditor = lazy(() => import('../../views/editor/yaml-editor.tsx'));
const clusterTab = 'cluster';

/** The files of the run and the cluster around them, editable. Text is never lost. */
export function EditorPanel({ run, story, onFold }: StageProps & { readonly onFold?: (() => void) | undefined }) {
  const documents = useChoices((now) => now.documents);
  const running = useChoices((now) => now.running);
  const names = Object.keys(documents.files);
  const [chosen, setChosen] = useState<string>();
  const file =
    chosen !== undefined && (chosen === clusterTab || names.includes(chosen)) ? chosen : (names[0] ?? clusterTab);
  const text = file === clusterTab ? documents.scenario : (documents.files[file] ?? '');
  const allUnmodelled = useNotModelled(story, documents);
  const unmodelled = useMemo(() => allUnmodelled.filter((each) => each.file === file), [allUnmodelled, file]);
  const marks = useMemo(
    () => [
      ...run.problems.filter((problem) => problem.file === file || file === clusterTab),
      ...unmodelled.map(({ line, says }) => ({
        line,
        column: 1,
        what: `Not modelled: ${says}`,
        remedy: '',
        notModelled: true,
      })),
    ],
    [run.problems, unmodelled, file],
  );
  const ready = useAfterFirstPaint();
  const changed = documents !== running;
  const drop = (event: React.DragEvent) => {
    const dropped = event.dataTransfer.files[0];
    if (!dropped) return;
    event.preventDefault();
    void openFile(dropped);
  };
  return (
    <section className={styles.panel} aria-label="Editor" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <div className={styles.tabs}>
        <div role="tablist" aria-label="Files">
          {[...names, clusterTab].map((name) => (
            <button key={name} type="button" role="tab" aria-selected={name === file} onClick={() => setChosen(name)}>
              {name}
            </button>
          ))}
        </div>
        {onFold && (
          <button type="button" className={styles.fold} aria-label="Fold the editor" onClick={onFold}>
            <PanelLeftClose size={16} />
          </button>
        )}
      </div>
      <div className={styles.text}>
        {ready ? (
          <Suspense fallback={<pre>{text}</pre>}>
            <YamlEditor
              key={file}
              text={text}
              problems={marks}
              onChange={(next) => edit(file, next)}
              onRun={runTyped}
            />
          </Suspense>
        ) : (
          <pre>{text}</pre>
        )}
      </div>
      <Problems run={run} />
      <NotModelled lines={unmodelled} />
      <div className={styles.foot}>
        {changed ? (
          <button type="button" className={styles.run} onClick={runTyped}>
            Run this <kbd>Ctrl+Enter</kbd>
          </button>
        ) : (
          <span>Paste your own. Nothing leaves this tab.</span>
        )}
        <label className={styles.open} title="Open a file">
          <Upload size={15} aria-hidden="true" />
          <span className="visually-hidden">Open a file</span>
          <input
            type="file"
            accept=".yaml,.yml,.json"
            className="visually-hidden"
            onChange={(event) => {
              const picked = event.currentTarget.files?.[0];
              if (picked) void openFile(picked);
            }}
          />
        </label>
      </div>
    </section>
  );
}

function NotModelled({ lines }: { readonly lines: readonly NotModelledLine[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className={styles.notModelled} aria-label="Not modelled">
      {lines.slice(0, 4).map(({ line, says }) => (
        <li key={`${line}:${says}`}>
          <b>Line {line}</b> not modelled: {says}
        </li>
      ))}
    </ul>
  );
}

function Problems({ run }: Pick<StageProps, 'run'>) {
  if (run.problems.length === 0) return null;
  return (
    <ul className={styles.problems} aria-label="Problems">
      {run.problems.slice(0, 4).map(({ file, line, what, remedy }) => (
        <li key={`${file}:${line}:${what}`}>
          <b>
            {file}:{line}
          </b>{' '}
          {what}. {remedy}
        </li>
      ))}
    </ul>
  );
}

function edit(file: string, text: string): void {
  choose((now) => ({ ...typed(now, file === clusterTab ? undefined : file, text), builtIn: undefined }));
}

function runTyped(): void {
  const { documents } = choices();
  choose({
    running: documents,
    cursor: 0,
    started: false,
    playing: false,
    selected: undefined,
    answers: {},
    followed: undefined,
  });
}

/** A file that somebody dropped or picked; its size is looked at before its content. */
async function openFile(file: File): Promise<void> {
  if (file.size > mostBytes) {
    choose({
      notice: `${file.name} has ${Math.ceil(file.size / 1e6)} MB; a file may have ${Math.floor(mostBytes / 1e6)} at most. The run on the screen stays.`,
    });
    return;
  }
  const text = await file.text();
  const isScenario = /^kind:\s*Scenario\s*$/m.test(text);
  choose(opened(isScenario ? await takeApart(text, file.name) : around(file.name, text), undefined));
}

/** As much as a scenario may have. */
const mostBytes = 3 * 1024 * 1024;

/** Lines of the files that ask for something not simulated; found by code that is loaded when there is any. */
function useNotModelled(story: Story, documents: Documents): readonly NotModelledLine[] {
  const [lines, setLines] = useState<readonly NotModelledLine[]>([]);
  const notes = story.index.trace.notModelled;
  useEffect(() => {
    let wanted = true;
    const found =
      notes.length === 0
        ? Promise.resolve([])
        : import('../not-modelled-lines.ts').then(({ notModelledLines }) => notModelledLines(notes, documents.files));
    void found.then((next) => wanted && setLines(next));
    return () => {
      wanted = false;
    };
  }, [notes, documents]);
  return lines;
}

/** The editor's code is loaded once the page can be seen. */
function useAfterFirstPaint(): boolean {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const later = setTimeout(() => setReady(true), 50);
    return () => clearTimeout(later);
  }, []);
  return ready;
}
