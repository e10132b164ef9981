import type { Piece } from './piece.ts';

/**
 * Cuts what kubectl prints as YAML into its objects: a List at the `- ` of each item, several documents at their `---`.
 * A mistake in one of them then costs that one, and none is read before it is its turn. An item keeps its `- `, so it
 * is a list of one.
 */
export function* cutYaml(text: string): Generator<Piece> {
  let start = 0;
  let startLine = 1;
  let line = 0;
  /** What begins an item: `- ` after as many blanks as the first one has. */
  let dash: string | undefined;
  let where: 'document' | 'before the first item' | 'items' | 'behind the items' = 'document';
  const piece = (end: number): Piece => ({ text: text.slice(start, end), line: startLine, behind: end });
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline + 1;
    line += 1;
    const first = text[at];
    let flush = false;
    let begins = false;
    if (first === '-' && isSeparator(text, at)) {
      flush = where === 'document' || where === 'items';
      begins = true;
    } else if (where === 'document') {
      if (first === 'i' && /^items:\s*(#.*)?$/.test(text.slice(at, end).trimEnd())) where = 'before the first item';
    } else if (where === 'before the first item' || where === 'items') {
      dash ??= /^ *-(?=\s)/.exec(text.slice(at, end))?.[0];
      if (dash !== undefined && text.startsWith(dash, at) && /\s/.test(text[at + dash.length] ?? '\n')) {
        if (where === 'items') yield piece(at);
        where = 'items';
        start = at;
        startLine = line;
      } else if (first !== undefined && !' \t\r\n#-'.includes(first)) {
        if (where === 'items') yield piece(at);
        where = 'behind the items';
      }
    }
    if (flush) yield piece(at);
    if (begins) {
      where = 'document';
      dash = undefined;
      start = end;
      startLine = line + 1;
    }
    at = end;
  }
  if (where === 'document' || where === 'items') yield piece(text.length);
}

/** `---` at the beginning of a line, alone or before a blank. */
const isSeparator = (text: string, at: number): boolean =>
  text.startsWith('---', at) && /\s/.test(text[at + 3] ?? '\n');
