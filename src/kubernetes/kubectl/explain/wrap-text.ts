/**
 * Breaks lines at blanks so that none is longer than `width`, unless one word is. A line break in the text stays one.
 * Source: v1.35 kubectl pkg/explain/v2/funcs.go, function wrap
 */
export function wrapText(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(line: string, width: number): string {
  const lines: string[] = [];
  let current = '';
  for (const piece of line.split(/(?<= )(?=[^ ])/)) {
    if (current !== '' && (current + piece.trimEnd()).length > width) {
      lines.push(current.trimEnd());
      current = '';
    }
    current += piece;
  }
  return [...lines, current.trimEnd()].join('\n');
}

/** Every line, an empty one too, moved to the right. */
export function indentText(text: string, by: number): string {
  const pad = ' '.repeat(by);
  return text
    .split('\n')
    .map((line) => `${pad}${line}`)
    .join('\n');
}
