/** Where in a manifest the cursor stands, found by indentation alone: a text that is being typed is rarely whole. */
export interface ManifestPlace {
  readonly apiVersion: string;
  readonly kind: string;
  /** Keys from the root to what the line belongs to; items of lists leave no trace. */
  readonly path: readonly string[];
  /** The key of the line, where its value is being typed. */
  readonly valueOf: string | undefined;
  /** Columns of the word at the cursor, in the line. */
  readonly from: number;
  readonly to: number;
  /** Keys that stand beside it already. */
  readonly beside: ReadonlySet<string>;
}

interface Line {
  /** Column of the first dash, where the line begins an item of a list. */
  readonly dash: number | undefined;
  /** Column where the key, or whatever else stands there, begins. */
  readonly column: number;
  readonly key: string | undefined;
  /** Column behind the colon. */
  readonly valueAt: number;
}

const start = /^(\s*)((?:-\s+)*)/;
const keyed = /^("[^"]*"|'[^']*'|[^\s#:'"{[&*!|>-][^#:{}[\]]*?)\s*:(?=\s|$)/;

function read(text: string): Line {
  // A dash alone: what is typed behind it comes one blank later.
  const padded = /^\s*(?:-\s+)*-$/.test(text) ? `${text} ` : text;
  const [all = '', indent = '', dashes = ''] = start.exec(padded) ?? [];
  const key = keyed.exec(padded.slice(all.length));
  return {
    dash: dashes === '' ? undefined : indent.length,
    column: all.length,
    key: key === null ? undefined : (key[1] ?? '').replace(/^["']|["']$/g, ''),
    valueAt: key === null ? -1 : all.length + key[0].length,
  };
}

const isBlank = (text: string): boolean => /^\s*(#.*)?$/.test(text);
const isBorder = (text: string): boolean => /^(---|\.\.\.)(\s|$)/.test(text);

/** The document around a line: from the line behind one border to the line before the next. */
function documentAround(lines: readonly string[], at: number): readonly [number, number] {
  let start = at;
  while (start > 0 && !isBorder(lines[start - 1] ?? '')) start -= 1;
  let end = at + 1;
  while (end < lines.length && !isBorder(lines[end] ?? '')) end += 1;
  return [start, end];
}

const topLevel = (lines: readonly string[], key: string): string =>
  lines
    .map((line) => new RegExp(`^${key}:\\s*["']?([^\\s"'#]+)`).exec(line)?.[1])
    .find((value) => value !== undefined) ?? '';

/** Keys above a line, from the root on, and what the line's own keys stand beside. */
function above(lines: readonly string[], at: number, line: Line): { path: readonly string[]; column: number } {
  const path: string[] = [];
  let limit = line.dash ?? line.column;
  let inList = line.dash !== undefined;
  for (let i = at - 1; i >= 0; i -= 1) {
    const text = lines[i] ?? '';
    if (isBlank(text)) continue;
    const one = read(text);
    const isParent =
      one.dash === undefined && one.key !== undefined && (inList ? one.column <= limit : one.column < limit);
    if (isParent) {
      path.unshift(one.key);
      limit = one.column;
      inList = false;
    } else if (one.dash !== undefined && one.dash < limit) {
      // The first key of an item stands behind its dash.
      if (one.key !== undefined && one.column < limit) path.unshift(one.key);
      limit = one.dash;
      inList = true;
    }
    if (limit === 0 && !inList) break;
  }
  return { path, column: line.column };
}

/** Keys at the same column in the same mapping, above and below. */
function neighbours(lines: readonly string[], at: number, line: Line): ReadonlySet<string> {
  const keys = new Set<string>();
  const collect = (from: number, step: 1 | -1) => {
    // A dash of its own begins the item: nothing above belongs to it.
    if (step === -1 && line.dash !== undefined) return;
    for (let i = from; i >= 0 && i < lines.length; i += step) {
      const text = lines[i] ?? '';
      if (isBlank(text)) continue;
      const one = read(text);
      const begins = one.dash ?? one.column;
      if (step === 1 && (begins < line.column || one.dash === line.column)) return;
      if (one.column === line.column && one.key !== undefined) keys.add(one.key);
      if (step === -1 && begins < line.column) return;
    }
  };
  collect(at - 1, -1);
  collect(at + 1, 1);
  return keys;
}

/**
 * @param at number of the line, from 0
 * @param column of the cursor in it
 * @returns undefined in comments and in flow style, where indentation says nothing
 */
export function placeAt(text: string, at: number, column: number): ManifestPlace | undefined {
  const all = text.split('\n');
  const current = all[at] ?? '';
  if (/^\s*#/.test(current) || isBorder(current) || /[{[]/.test(current.slice(0, column))) return undefined;
  const [first, end] = documentAround(all, at);
  const lines = all.slice(first, end);
  const line = read(current);
  const inValue = line.valueAt >= 0 && column >= line.valueAt;
  const blank = isBlank(current);
  const own = blank ? { ...line, column } : line;
  const before = current.slice(0, column);
  const from = inValue
    ? line.valueAt + (/^\s*["']?/.exec(current.slice(line.valueAt))?.[0].length ?? 0)
    : Math.min(own.column, column);
  const after = /^[\w./-]*/.exec(current.slice(column))?.[0].length ?? 0;
  return {
    apiVersion: topLevel(lines, 'apiVersion'),
    kind: topLevel(lines, 'kind'),
    path: above(lines, at - first, own).path,
    valueOf: inValue ? line.key : undefined,
    from: Math.min(from, before.length),
    to: column + after,
    beside: neighbours(lines, at - first, own),
  };
}
