/**
 * The names that a person may have meant: those that differ in two letters at most, or begin so.
 * Source: spf13/cobra command.go SuggestionsFor
 */
export function suggestions(typed: string, names: readonly string[]): readonly string[] {
  const word = typed.toLowerCase();
  return names.filter((name) => distance(word, name) <= 2 || name.startsWith(word));
}

/** How many letters must be put in, taken out or changed. Source: spf13/cobra cobra.go ld */
function distance(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()];
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++)
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (b[j] === letter ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

/** What stands below an unknown command. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const found = suggestions(typed, names);
  return found.length === 0 ? '' : `\n\nDid you mean this?\n${found.map((name) => `\t${name}\n`).join('')}`;
}
