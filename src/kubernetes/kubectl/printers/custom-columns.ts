import type { Fields } from '../../api/fields.ts';
import { goValue } from '../../api/go-text.ts';
import { relaxed, valuesOf } from './json-path.ts';
import { layOut } from './table.ts';

interface Column {
  readonly header: string;
  readonly template: string;
}

export type Columns = { readonly columns: readonly Column[] } | { readonly error: string };

/** `NAME:.metadata.name,NODE:.spec.nodeName`. Source: v1.35 kubectl pkg/cmd/get/customcolumn.go */
export function readColumns(spec: string): Columns {
  if (spec === '') return { error: 'custom-columns format specified but no custom columns given' };
  const columns: Column[] = [];
  for (const part of spec.split(',')) {
    const colon = part.indexOf(':');
    if (colon < 0) return { error: `unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>` };
    const path = relaxed(part.slice(colon + 1));
    if ('error' in path) return path;
    columns.push({ header: part.slice(0, colon), template: path.template });
  }
  return { columns };
}

/** A line of headers and a line of paths. */
export function readColumnsFile(text: string): Columns {
  const [first, second] = text.split('\n');
  const expected = 'Expected format is one line of space separated headers, one line of space separated column specs.';
  if (first === undefined || first === '') return { error: `invalid template, missing header line. ${expected}` };
  if (second === undefined || second === '') return { error: `invalid template, missing spec line. ${expected}` };
  const words = (line: string) => line.split(/\s+/).filter((word) => word !== '');
  const [headers, specs] = [words(first), words(second)];
  if (headers.length !== specs.length)
    return { error: `number of headers (${headers.length}) and field specifications (${specs.length}) don't match` };
  const columns: Column[] = [];
  for (const [i, header] of headers.entries()) {
    const path = relaxed(specs[i] ?? '');
    if ('error' in path) return path;
    columns.push({ header, template: path.template });
  }
  return { columns };
}

/** The table; or what is wrong with a path. */
export function customColumns(
  columns: readonly Column[],
  objects: readonly Fields[],
  headers: boolean,
): { readonly text: string } | { readonly error: string } {
  const rows: string[][] = [];
  for (const object of objects) {
    const row: string[] = [];
    for (const { template } of columns) {
      const found = valuesOf(object, template);
      if ('error' in found) return found;
      row.push(found.values.length === 0 ? '<none>' : found.values.map((value) => goValue(value)).join(','));
    }
    rows.push(row);
  }
  return { text: layOut({ columns: columns.map(({ header }) => header), rows }, headers) };
}
