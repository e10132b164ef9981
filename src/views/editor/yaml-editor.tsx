import { autocompletion } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState, Transaction } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { parseAllDocuments } from 'yaml';
import { completeManifest } from './completion.ts';
import { fieldHover } from './hover.ts';
import { showLine, shownLine } from './shown-line.ts';

/** Something wrong, or something not simulated, at a place of the text. */
export interface EditorProblem {
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly remedy: string;
  /** Wrong, unless said otherwise. */
  readonly is?: 'advice' | 'not modelled';
}

interface YamlEditorProps {
  readonly text: string;
  readonly problems: readonly EditorProblem[];
  /** A line that somebody wants to see: it is brought into sight and marked; `typing`: they want to mend it. */
  readonly shown?: { readonly line: number; readonly typing?: true } | undefined;
  readonly onChange: (text: string) => void;
  readonly onRun: () => void;
}

/** A YAML editor. The text belongs to the caller; this shows it and says what was typed. */
export default function YamlEditor({ text, problems, shown, onChange, onRun }: YamlEditorProps) {
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
    // Nobody typed it: whoever changed the text knows of it already.
    const annotations = Transaction.remote.of(true);
    now.dispatch({ changes: { from: 0, to: now.state.doc.length, insert: text }, annotations });
  }, [text]);

  // What YAML itself says comes with the text, what the server says a moment later: both are shown as one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed text has other errors of its own
  useEffect(() => {
    const later = setTimeout(() => {
      const now = view.current;
      if (!now) return;
      const found = [...yamlErrors(now.state), ...problems.map((problem) => diagnostic(now.state, problem))];
      now.dispatch(setDiagnostics(now.state, found));
    }, 10);
    return () => clearTimeout(later);
  }, [problems, text]);

  useEffect(() => {
    const now = view.current;
    if (!now || shown === undefined) return;
    showLine(now, shown.line);
    if (shown.typing) now.focus();
  }, [shown]);

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
    autocompletion({ override: [completeManifest], icons: false, defaultKeymap: true }),
    fieldHover,
    lintGutter(),
    shownLine,
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
      const typed = update.transactions.some((each) => each.docChanged && each.annotation(Transaction.remote) !== true);
      if (typed) onChange(update.state.doc.toString());
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

function diagnostic(state: EditorState, { line, what, remedy, is }: EditorProblem): Diagnostic {
  const at = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
  const from = at.from + (/^\s*(?:- +)*/.exec(at.text)?.[0].length ?? 0);
  if (is === 'not modelled') return { from, to: at.to, severity: 'info', message: what };
  if (is === 'advice') return { from, to: at.to, severity: 'hint', message: what };
  return { from, to: at.to, severity: 'error', message: remedy === '' ? what : `${what}. ${remedy}` };
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
  '.cm-lintRange-hint': { backgroundImage: 'none', borderBottom: '1px dashed var(--ink3)' },
  '.cm-lint-marker-hint': { content: '"i"', color: 'var(--ink2)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '16em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px', lineHeight: '18px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-wash)',
    color: 'var(--ink)',
    outline: '1px solid var(--accent)',
    outlineOffset: '-1px',
  },
  '.cm-completionDetail': { color: 'var(--ink2)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '600' },
  '.cm-completionInfo': { maxWidth: '300px', fontFamily: 'var(--sans)', lineHeight: '17px' },
  '.cm-field-help': { maxWidth: '440px', padding: '8px 10px', fontFamily: 'var(--sans)', lineHeight: '18px' },
  '.cm-field-help p': { margin: '0 0 6px' },
  '.cm-field-help p:last-child': { margin: '0' },
  '.cm-lint-marker-info': { content: '"…"', color: 'var(--ink2)' },
  '.cm-lint-marker-error': { content: '"×"', color: 'var(--fail)' },
});
