import { isMap } from 'yaml';
import type { FieldNote } from '../story/refused-fields.ts';
import { pluralOf } from '../story/words.ts';
import { parsedText } from './parsed-text.ts';

/** A line of a file about which there is something to say: it is refused, or not simulated. */
export interface ManifestLine {
  readonly file: string;
  readonly line: number;
  readonly says: string;
}

/** Where the files ask for it: in the object itself, or in the template that a Pod was made from. */
export function manifestLines(
  notes: readonly FieldNote[],
  files: Readonly<Record<string, string>>,
): readonly ManifestLine[] {
  const found = Object.entries(files).flatMap(([file, text]) => {
    const { documents, lines } = parsedText(text);
    return documents.flatMap((document) =>
      notes.flatMap(({ about, path, says }) => {
        if (!isMap(document.contents)) return [];
        const name = String(document.getIn(['metadata', 'name']) ?? '');
        const before = prefixFor(String(document.get('kind') ?? ''), name, about);
        if (before === undefined) return [];
        const offset = offsetOf(document.contents, [...before, ...partsOf(path)]);
        return offset === undefined ? [] : [{ file, line: lines.linePos(offset).line, says }];
      }),
    );
  });
  const once = new Map(found.map((each) => [`${each.file}:${each.line}:${each.says}`, each]));
  return [...once.values()];
}

/** Path of the fields in question in a document: those of the object itself, or of the Pod that was made from it. */
function prefixFor(kind: string, name: string, about: string): readonly string[] | undefined {
  const pod = about.slice(about.lastIndexOf('/') + 1);
  const resource = about.slice(0, about.indexOf('/'));
  if (resource !== 'pods') return name === pod && resource === pluralOf(kind).toLowerCase() ? [] : undefined;
  if (kind === 'Pod') return name === pod ? [] : undefined;
  if (name === '' || !pod.startsWith(`${name}-`)) return undefined;
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
}

/** `spec.containers[0].command` in its parts. */
const partsOf = (path = ''): readonly (string | number)[] =>
  [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, place, key]) =>
    place === undefined ? (key ?? '') : Number(place),
  );

/** Where the last key of a path stands; if the end of the path is absent, the last key that is there. */
function offsetOf(root: unknown, parts: readonly (string | number)[]): number | undefined {
  let node = root;
  // A remark about the object as a whole stands where it begins.
  let offset = parts.length === 0 ? (root as { readonly range?: readonly number[] }).range?.[0] : undefined;
  for (const part of parts) {
    const { items } = (node ?? {}) as { readonly items?: readonly unknown[] };
    if (items === undefined) return offset;
    const next = typeof part === 'number' ? items[part] : items.find((pair) => keyOf(pair)?.value === part);
    if (next === undefined) return offset;
    const at = typeof part === 'number' ? next : keyOf(next);
    offset = (at as { readonly range?: readonly number[] } | undefined)?.range?.[0] ?? offset;
    node = typeof part === 'number' ? next : (next as { readonly value?: unknown }).value;
  }
  return offset;
}

const keyOf = (pair: unknown): { readonly value?: unknown; readonly range?: readonly number[] } | undefined =>
  (pair as { readonly key?: { readonly value?: unknown } } | undefined)?.key;
