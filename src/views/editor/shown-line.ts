import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

/** Marks a line, counted from 1, and brings it into sight; the mark goes with the next change of the text. */
export function showLine(view: EditorView, line: number): void {
  const { from } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
  view.dispatch({
    selection: { anchor: from },
    effects: [marked.of(from), EditorView.scrollIntoView(from, { y: 'center' })],
  });
}

const marked = StateEffect.define<number>();
const mark = Decoration.line({ class: 'cm-shownLine', attributes: { 'aria-current': 'true' } });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { docChanged, effects }) {
    const now = effects.find((effect) => effect.is(marked));
    if (now) return Decoration.set([mark.range(now.value as number)]);
    return docChanged ? Decoration.none : marks;
  },
  provide: (marks) => EditorView.decorations.from(marks),
});

/** A line that somebody outside the editor asked to see. */
export const shownLine: Extension = [
  field,
  EditorView.theme({
    '.cm-shownLine': { backgroundColor: 'var(--accent-wash)', boxShadow: 'inset 3px 0 0 var(--accent)' },
  }),
];
