import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Scalar,
  stringify,
} from 'yaml';
import type { Edit } from '../../../kubernetes/scheduling/what-if/edit.ts';

type Path = Edit['path'];

/**
 * The text of one YAML document with some fields changed; comments, order and the way it is written stay.
 *
 * @param before path of the object in the document to which the edits apply
 * @returns undefined where the text cannot be changed in place: it is no YAML, or anchors would change other places
 */
export function editedYaml(text: string, before: Path, edits: readonly Edit[]): string | undefined {
  let now: string | undefined = text;
  for (const { path, value } of edits) now &&= changed(now, [...before, ...path], before.length + 1, value);
  return now;
}

function changed(text: string, path: Path, least: number, value: unknown): string | undefined {
  const document = parseDocument(text, { logLevel: 'silent' });
  if (document.errors.length > 0 || isShared(document, path)) return undefined;
  const found = document.getIn(path, true);
  if (value !== undefined && typeof value !== 'object' && isScalar(found) && found.range)
    return text.slice(0, found.range[0]) + written(found, value) + text.slice(found.range[1]);
  try {
    if (value === undefined) remove(document, path, least);
    else put(document, path, value);
  } catch {
    return undefined;
  }
  return document.toString({
    lineWidth: 0,
    indentSeq: !/^( *)[^\s#-][^\n]*:[ \t]*\n\1- /m.test(text),
    flowCollectionPadding: !/\{\S/.test(text),
  });
}

/** Whether a change there would be seen elsewhere, or is not made there. */
const isShared = (document: Document, path: Path): boolean =>
  path.some((_, i) => {
    const node = document.getIn(path.slice(0, i + 1), true);
    return isAlias(node) || (isCollection(node) && node.anchor !== undefined);
  });

/** A scalar with the quotes that the one before had. */
function written({ type }: Scalar, value: unknown): string {
  if (type === 'QUOTE_DOUBLE') return JSON.stringify(String(value));
  if (type === 'QUOTE_SINGLE') return `'${String(value).replaceAll("'", "''")}'`;
  return stringify(value).trimEnd();
}

/** Where a list is too short, the value comes to its end: admission may have added items that no file has. */
function put(document: Document, path: Path, value: unknown): void {
  const missing = path.findIndex((step, i) => i > 0 && !reaches(document, path.slice(0, i), step));
  if (missing < 0) {
    document.setIn(path, document.createNode(value));
    return;
  }
  const parent = path.slice(0, missing);
  const made = path.slice(missing + 1).reduceRight<unknown>((inner, step) => inside(inner, step), value);
  const step = path[missing] ?? 0;
  const known = document.getIn(parent, true);
  if (isSeq(known)) document.addIn(parent, made);
  else if (isMap(known)) document.setIn([...parent, step], document.createNode(made));
  else document.setIn(parent, document.createNode(inside(made, step)));
}

const inside = (value: unknown, step: string | number): unknown =>
  typeof step === 'number' ? [value] : { [step]: value };

function reaches(document: Document, parent: Path, step: string | number): boolean {
  const known = document.getIn(parent, true);
  return isCollection(known) && known.has(step);
}

/** Maps and lists that are left empty go, too; no further up than the fields of the object itself. */
function remove(document: Document, path: Path, least: number): void {
  if (!document.hasIn(path)) return;
  document.deleteIn(path);
  const parent = path.slice(0, -1);
  const left = document.getIn(parent, true);
  if (parent.length > least && isCollection(left) && left.items.length === 0) remove(document, parent, least);
}
