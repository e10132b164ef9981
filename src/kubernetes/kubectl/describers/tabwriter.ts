/** Blanks between columns. */
const padding = 2;

/**
 * Lines with tabs to lines with aligned columns. A column is a block of lines that follow each other and have a cell
 * there; the last cell of a line belongs to none, and so is never padded.
 * Source: Go text/tabwriter, as kubectl's describe sets it up (minwidth 0, padding 2, blanks)
 */
export function alignTabs(text: string): string {
  const lines = text.split('\n').map((line) => line.split('\t'));
  const out: string[] = [];
  format(lines, 0, lines.length, [], out);
  return out.join('\n');
}

type Lines = readonly (readonly string[])[];

function format(lines: Lines, from: number, to: number, widths: readonly number[], out: string[]): void {
  const column = widths.length;
  const hasCell = (line: number): boolean => column < (lines[line]?.length ?? 0) - 1;
  let start = from;
  for (let at = from; at < to; at += 1) {
    if (!hasCell(at)) continue;
    write(lines, start, at, widths, out);
    start = at;
    let width = 0;
    while (at < to && hasCell(at)) {
      width = Math.max(width, lengthOf(lines[at]?.[column] ?? '') + padding);
      at += 1;
    }
    format(lines, start, at, [...widths, width], out);
    start = at;
    at -= 1;
  }
  write(lines, start, to, widths, out);
}

function write(lines: Lines, from: number, to: number, widths: readonly number[], out: string[]): void {
  for (const cells of lines.slice(from, to)) {
    out.push(
      cells
        .map((cell, j) => (j < widths.length ? cell + ' '.repeat((widths[j] ?? 0) - lengthOf(cell)) : cell))
        .join(''),
    );
  }
}

const lengthOf = (cell: string): number => [...cell].length;
