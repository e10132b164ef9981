import type { Document, LineCounter } from 'yaml';
import { splitWords } from '../kubernetes/kubectl/words.ts';
import type { Place, Problem } from '../scenario/problems.ts';
import { Value } from '../scenario/yaml-reader.ts';

/** A word as it has to be typed, so that a POSIX shell takes it for one. */
export const shellWord = (word: string): string =>
  /^[\w./:@%+=,~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** The commands of a scenario whose quotes do not close: no shell would run them, so the scenario is not begun. */
export function unfinishedCommands(document: Document, file: string, lines: LineCounter): readonly Problem[] {
  // What else is wrong has been told by the reader of scenarios.
  const top = new Value(document.contents, file, '', { document, lines }, []);
  const actions = top.fields(['spec']).spec.fields(['actions']).actions.items();
  return actions.flatMap((action) => {
    const { kubectl } = action.fields(['kubectl']);
    const split = splitWords(kubectl.text() ?? '');
    return 'error' in split ? [unfinished(kubectl.place, split.error)] : [];
  });
}

const unfinished = (place: Place, what: string): Problem => ({
  ...place,
  what: `this command has an ${what}`,
  remedy: 'close it, or put a backslash before it',
});
