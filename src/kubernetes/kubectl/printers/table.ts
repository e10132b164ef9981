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
 * Each cell as wide as the widest of its column, and three spaces; the last one is not padded. A stream of tables
 * remembers how wide its columns have been (`remembered`).
 * Source: v1.35 cli-runtime pkg/printers/tabwriter.go
 */
export function layOut({ columns, rows }: Table, headers = true, remembered: number[] = []): string {
  const lines = headers ? [columns, ...rows] : rows;
  const widths = columns.map((_, index) =>
    Math.max(remembered[index] ?? 0, ...lines.map((line) => width(line[index] ?? ''))),
  );
  remembered.splice(0, remembered.length, ...widths);
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
