export interface Column {
  readonly name: string;
  /** Shown with `-o wide` only. */
  readonly wide?: true;
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * Each cell as wide as the widest of its column, and three spaces; the last one is not padded.
 * Source: v1.35 cli-runtime pkg/printers/tabwriter.go
 */
export function layOut({ columns, rows }: Table, headers = true): string {
  const lines = headers ? [columns, ...rows] : rows;
  const widths = columns.map((_, index) => Math.max(0, ...lines.map((line) => width(line[index] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((cell, index) =>
          index === line.length - 1 ? cell : `${cell}${' '.repeat((widths[index] ?? 0) - width(cell) + 3)}`,
        )
        .join(''),
    )
    .map((line) => `${line}\n`)
    .join('');
}

const width = (text: string) => [...text].length;
