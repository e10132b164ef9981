import { isMap, isSeq, parseDocument } from 'yaml';
import type { Documents } from '../../documents.ts';

/** An object that a text may hold. */
export interface Sought {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly generateName?: string | undefined;
}

/** Where an object is written. */
export interface WrittenAt {
  /** Undefined for the scenario itself. */
  readonly file: string | undefined;
  readonly text: string;
  /** Place of the YAML document in the text. */
  readonly document: number;
  /** Path of the object in the document: of an item of a List, or of one of the cluster's objects. */
  readonly path: readonly (string | number)[];
}

/** Finds the object in the files, then in the scenario around them. */
export function writtenAt({ files, scenario }: Documents, sought: Sought): WrittenAt | undefined {
  for (const [file, text] of Object.entries(files)) {
    const found = inText(text, [[]], sought);
    if (found !== undefined) return { file, text, ...found };
  }
  const found = inText(scenario, [['spec', 'cluster', 'objects']], sought);
  return found === undefined ? undefined : { file: undefined, text: scenario, ...found };
}

/** The parts of a text between the lines that begin a document; joined again by nothing they are the text. */
export const partsOf = (text: string): readonly string[] => text.split(/(?<=^---(?=\s)[^\n]*\n)|(?=^---(?:\s|$))/m);

function inText(
  text: string,
  starts: readonly (readonly string[])[],
  sought: Sought,
): Pick<WrittenAt, 'document' | 'path'> | undefined {
  for (const [document, part] of partsOf(text).entries()) {
    if (/^---[^\n]*\n?$/.test(part)) continue;
    const parsed = parseDocument(part, { logLevel: 'silent' });
    if (parsed.errors.length > 0) continue;
    for (const start of starts) {
      const node = start.length === 0 ? parsed.contents : parsed.getIn(start, true);
      const path = within(node, start, sought);
      if (path !== undefined) return { document, path };
    }
  }
  return undefined;
}

function within(
  node: unknown,
  path: readonly (string | number)[],
  sought: Sought,
): readonly (string | number)[] | undefined {
  if (isSeq(node)) {
    for (const [i, item] of node.items.entries()) {
      const found = within(item, [...path, i], sought);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isMap(node)) return undefined;
  const items = node.get('items', true);
  if (isSeq(items)) return within(items, [...path, 'items'], sought);
  const { kind, name, namespace, generateName } = sought;
  const there = node.getIn(['metadata', 'namespace']) ?? namespace;
  if (node.get('kind') !== kind || there !== namespace) return undefined;
  const given = node.getIn(['metadata', 'name']);
  const made = generateName !== undefined && node.getIn(['metadata', 'generateName']) === generateName;
  return given === name || (given === undefined && made) ? path : undefined;
}
