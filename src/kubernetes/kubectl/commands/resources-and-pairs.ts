/** Words that name objects, and behind them words that say what to change: `key=value`, `key-`. */
export type ResourcesAndPairs =
  | { readonly resources: readonly string[]; readonly pairs: readonly string[] }
  | { readonly error: string };

/** Source: v1.35 kubectl pkg/cmd/util/helpers.go GetResourcesAndPairs */
export function resourcesAndPairs(words: readonly string[], what: string): ResourcesAndPairs {
  const first = words.findIndex(isPair);
  if (first < 0) return { resources: words, pairs: [] };
  const stray = words.slice(first).find((word) => !isPair(word));
  if (stray !== undefined) return { error: `all resources must be specified before ${what} changes: ${stray}` };
  return { resources: words.slice(0, first), pairs: words.slice(first) };
}

const isPair = (word: string): boolean =>
  (word.includes('=') && !word.startsWith('=')) || (word.endsWith('-') && word !== '-');
