import { PanelLeftClose, Upload } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { Story } from '../../story/tell.ts';
import { useFindings } from '../check/use-findings.ts';
import { typed } from '../choices.ts';
import { scenarioFile, tabOf } from '../documents.ts';
import { looksLikeCluster } from '../own-cluster/looks-like-cluster.ts';
import { choices, choose, useChoices } from '../store.ts';
import styles from './editor-panel.module.css';
import type { StageProps } from './stage-props.ts';
import { useUnmodelledLines } from './use-unmodelled-lines.ts';

const EditorNotes = lazy(() => import('./editor-notes.tsx'));
const YamlEditor = lazy(() => import('../../views/editor/yaml-editor.tsx'));
/** The tab of the cluster has no name that a file could have. */
const clusterTab = '';

interface EditorProps extends Pick<StageProps, 'run'> {
  /** Undefined as long as no scenario could be run. */
  readonly story: Story | undefined;
  readonly onFold?: (() => void) | undefined;
}

/** The files of the run and the cluster around them, editable. Text is never lost. */
export function EditorPanel({ run, story, onFold }: EditorProps) {
  const documents = useChoices((now) => now.documents);
  const names = useMemo(() => Object.keys(documents.files), [documents.files]);
  const [chosen, setChosen] = useState<string>();
  // With nothing to show but what is wrong, the text that is wrong comes first.
  const first = story === undefined && run.problems.length > 0 ? clusterTab : (names[0] ?? clusterTab);
  const file = chosen !== undefined && (chosen === clusterTab || names.includes(chosen)) ? chosen : first;
  useNewest(names, setChosen);
  const shownLine = useChoices((now) => now.shownLine);
  useEffect(() => {
    if (shownLine !== undefined) setChosen(shownLine.file);
  }, [shownLine]);
  const text = file === clusterTab ? documents.scenario : (documents.files[file] ?? '');
  const ready = useAfterFirstPaint();
  const lines = useUnmodelledLines(story, documents);
  const unmodelled = useMemo(() => lines.filter((each) => each.file === file), [lines, file]);
  const findings = useFindings(documents, ready);
  const found = useMemo(() => findings.filter((each) => each.file === file), [findings, file]);
  const marks = useMemo(
    () => [
      ...run.problems.filter((problem) => problem.file === file || file === clusterTab),
      ...found.map(({ line, says, severity }) => ({
        line,
        column: 1,
        what: severity === 'advice' ? `Advice: ${says}` : says,
        remedy: '',
        ...(severity === 'advice' ? { is: 'advice' as const } : {}),
      })),
      ...unmodelled.map(({ line, says }) => ({
        line,
        column: 1,
        what: `Not modelled: ${says}`,
        remedy: '',
        is: 'not modelled' as const,
      })),
    ],
    [run.problems, found, unmodelled, file],
  );
  const paste = (event: React.ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text');
    if (!looksLikeCluster(pasted)) return;
    event.preventDefault();
    event.stopPropagation();
    choose({ bringing: pasted });
  };
  return (
    <section className={styles.panel} aria-label="Editor" onPasteCapture={paste}>
      <Tabs names={[...names, clusterTab]} chosen={file} onChoose={setChosen} onFold={onFold} />
      <div className={styles.text}>
        {ready ? (
          <Suspense fallback={<pre>{text}</pre>}>
            <YamlEditor
              key={file}
              text={text}
              problems={marks}
              shown={shownLine?.file === file ? shownLine : undefined}
              onChange={(next) => edit(file, next)}
              onRun={runTyped}
            />
          </Suspense>
        ) : (
          <pre>{text}</pre>
        )}
      </div>
      <Suspense fallback={null}>
        {ready && (
          <EditorNotes
            problems={run.problems}
            found={found}
            unmodelled={unmodelled}
            nodesOf={file === clusterTab ? text : undefined}
          />
        )}
      </Suspense>
      <Foot run={run} />
    </section>
  );
}

interface TabsProps extends Pick<EditorProps, 'onFold'> {
  readonly names: readonly string[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

function Tabs({ names, chosen, onChoose, onFold }: TabsProps) {
  return (
    <div className={styles.tabs}>
      <div role="tablist" aria-label="Files">
        {names.map((name) => (
          <button key={name} type="button" role="tab" aria-selected={name === chosen} onClick={() => onChoose(name)}>
            {name === clusterTab ? tabOf(scenarioFile) : name}
          </button>
        ))}
      </div>
      {onFold && (
        <button type="button" className={styles.fold} aria-label="Fold the editor" onClick={onFold}>
          <PanelLeftClose size={16} />
        </button>
      )}
    </div>
  );
}

function Foot({ run }: Pick<EditorProps, 'run'>) {
  const documents = useChoices((now) => now.documents);
  const running = useChoices((now) => now.running);
  // A run that somebody stopped is not the one on the screen, and can be run again.
  const changed = documents !== running || (!run.computing && run.of !== undefined && run.of !== running);
  return (
    <div className={styles.foot}>
      {changed ? (
        <button type="button" className={styles.run} onClick={runTyped}>
          Run this <kbd>Ctrl+Enter</kbd>
        </button>
      ) : (
        <>
          <span className={styles.privacy}>Paste your own. Nothing leaves this tab.</span>
          <span>Leave it: Esc, then Tab.</span>
        </>
      )}
      <button type="button" className={styles.own} onClick={() => choose({ bringing: true })}>
        Your cluster…
      </button>
      <label className={styles.open} title="Open a file">
        <Upload size={15} aria-hidden="true" />
        <span className="visually-hidden">Open a file</span>
        <input
          type="file"
          accept=".yaml,.yml,.json"
          className="visually-hidden"
          onChange={(event) => {
            const picked = event.currentTarget.files?.[0];
            if (picked) void import('./open-file.ts').then(({ openFile }) => openFile(picked));
          }}
        />
      </label>
    </div>
  );
}

function edit(file: string, text: string): void {
  choose((now) => ({ ...typed(now, file === clusterTab ? undefined : file, text), builtIn: undefined }));
}

function runTyped(): void {
  const documents = { ...choices().documents };
  choose({
    documents,
    running: documents,
    cursor: 0,
    started: false,
    playing: false,
    selected: undefined,
    answers: {},
    followed: undefined,
  });
}

/** A file that comes to those that are there is shown: somebody asked to edit it. */
function useNewest(names: readonly string[], choose: (name: string) => void): void {
  const known = useRef(names);
  useEffect(() => {
    const added = names.filter((name) => !known.current.includes(name));
    const [first] = added;
    if (added.length === 1 && first !== undefined && names.length === known.current.length + 1) choose(first);
    known.current = names;
  }, [names, choose]);
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
