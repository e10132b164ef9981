import type { Piece } from './piece.ts';

/**
 * Cuts JSON that cannot be read as a whole into its objects: those that stand alone, and those in the `items` of a List.
 * Only what is written counts, so a mistake in one of them costs that one.
 */
export function* cutJson(text: string): Generator<Piece> {
  const open: { readonly bracket: string; readonly at: number; readonly line: number }[] = [];
  let line = 1;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '\n') line += 1;
    else if (letter === '"') at = endOfText(text, at);
    else if (letter === '{' || letter === '[') open.push({ bracket: letter, at, line });
    else if (letter === '}' || letter === ']') {
      const opened = open.pop();
      if (opened?.bracket === '{' && isItem(open)) {
        yield { text: text.slice(opened.at, at + 1), line: opened.line, behind: at + 1 };
      }
    }
  }
  // What was cut off in the middle.
  const item = open[2] ?? open[0];
  if (item !== undefined) yield { text: text.slice(item.at), line: item.line, behind: text.length };
}

/** Where a List keeps its objects: in an object, in a list. */
const isItem = (open: readonly { readonly bracket: string }[]): boolean =>
  open.length === 2 && open[0]?.bracket === '{' && open[1]?.bracket === '[';

/** The closing quote; a text never goes past its line. */
function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
    else if (text[at] === '\n') return at - 1;
  }
  return text.length;
}
