export type Words = { readonly words: readonly string[] } | { readonly error: string };

/** A command line as a POSIX shell splits it: quotes and backslashes, nothing expanded. */
export function splitWords(text: string): Words {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    const next = text[i + 1];
    if (quote === "'") {
      if (char === "'") quote = undefined;
      else word = (word ?? '') + char;
    } else if (quote === '"') {
      if (char === '"') quote = undefined;
      else if (char === '\\' && next !== undefined && '"\\$`\n'.includes(next)) {
        if (next !== '\n') word = (word ?? '') + next;
        i++;
      } else word = (word ?? '') + char;
    } else if (char === "'" || char === '"') {
      quote = char;
      word = word ?? '';
    } else if (char === '\\') {
      if (next === undefined) word = `${word ?? ''}\\`;
      else if (next !== '\n') word = (word ?? '') + next;
      i++;
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (quote !== undefined) return { error: `unterminated ${quote === '"' ? 'double' : 'single'} quote` };
  if (word !== undefined) words.push(word);
  return { words };
}
