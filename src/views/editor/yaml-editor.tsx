import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, linter, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { parseAllDocuments } from 'yaml';

/** Something wrong, or something not simulated, at a place of the text. */
export interface EditorProblem {
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly remedy: string;
  /** Not wrong: the run leaves it out. */
  readonly notModelled?: boolean;
}

interface YamlEditorProps {
  readonly text: string;
  readonly problems: readonly EditorProblem[];
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
}

/** A YAML editor. The text belongs to the caller; this shows it and says what was typed. */
export default function YamlEditor({ text, problems, onChange, onRun }: YamlEditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef({ onChange, onRun });
  latest.current = { onChange, onRun };

  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is made once; later texts come through the second effect
  useEffect(() => {
    if (!place.current) return;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text,
        extensions: extensions(
          (next) => latest.current.onChange(next),
          () => latest.current.onRun(),
        ),
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);

  useEffect(() => {
    const now = view.current;
    if (!now || now.state.doc.toString() === text) return;
    now.dispatch({ changes: { from: 0, to: now.state.doc.length, insert: text } });
  }, [text]);

  useEffect(() => {
    const now = view.current;
    if (now)
      now.dispatch(
        setDiagnostics(
          now.state,
          problems.map((problem) => diagnostic(now.state, problem)),
        ),
      );
  }, [problems]);

  return <div ref={place} style={{ height: '100%' }} />;
}

function extensions(onChange: (text: string) => void, onRun: () => void) {
  return [
    lineNumbers(),
    history(),
    indentOnInput(),
    bracketMatching(),
    yaml(),
    syntaxHighlighting(look),
    lintGutter(),
    linter((now) => yamlErrors(now.state)),
    keymap.of([
      {
        key: 'Mod-Enter',
        run: () => {
          onRun();
          return true;
        },
      },
      {
        key: 'Escape',
        run: ({ contentDOM }) => {
          contentDOM.blur();
          return true;
        },
      },
      ...defaultKeymap,
      ...historyKeymap,
      indentWithTab,
    ]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(update.state.doc.toString());
    }),
    EditorView.contentAttributes.of({ 'aria-label': 'Manifest, YAML' }),
    theme,
  ];
}

function yamlErrors(state: EditorState): Diagnostic[] {
  return parseAllDocuments(state.doc.toString(), { logLevel: 'silent' })
    .flatMap((document) => ('errors' in document ? document.errors : []))
    .map(({ pos: [from, to], message }) => ({
      from: Math.min(from, state.doc.length),
      to: Math.min(Math.max(to, from), state.doc.length),
      severity: 'error' as const,
      message: message.split('\n')[0] ?? message,
    }));
}

function diagnostic(state: EditorState, { line, what, remedy, notModelled = false }: EditorProblem): Diagnostic {
  const at = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  const from = at.from + (/^\s*/.exec(at.text)?.[0].length ?? 0);
  return notModelled
    ? { from, to: at.to, severity: 'info', message: what }
    : { from: at.from, to: at.to, severity: 'error', message: `${what}. ${remedy}` };
}

const look = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: 'var(--ink2)' },
  { tag: tags.propertyName, color: 'var(--ink2)' },
  { tag: tags.comment, color: 'var(--ink3)' },
  { tag: [tags.string, tags.content, tags.number, tags.bool], color: 'var(--ink)' },
]);

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--surface)', color: 'var(--ink)', fontSize: '12.5px' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '22px' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink3)', border: '0' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--accent-wash) !important' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--edge)' },
  '.cm-lintRange-error': { backgroundImage: 'none', borderBottom: '2px solid var(--fail)' },
  '.cm-lintRange-info': { backgroundImage: 'none', borderBottom: '2px dotted var(--ink2)' },
  '.cm-lint-marker-info': { content: '"…"', color: 'var(--ink2)' },
  '.cm-lint-marker-error': { content: '"×"', color: 'var(--fail)' },
});
