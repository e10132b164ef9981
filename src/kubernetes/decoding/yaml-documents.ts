import { isFields, rowsOf, textOf } from '../api/fields.ts';

/**
 * One document as JSON has it, and what stands behind it where that is to be read too; or what is said of a text that is
 * none. Lines are those of the text, counted from 1.
 */
export type YamlRead =
  | { readonly value: unknown; readonly rest?: { readonly text: string; readonly line: number } }
  | { readonly problem: string; readonly line: number };

/** Reads the first document of a text. */
export type ReadYaml = (text: string) => YamlRead;

export interface ReadDocument {
  /** An object, unless the person wrote something else. */
  readonly manifest: unknown;
  /** Where the document begins, counted from 1. */
  readonly line: number;
}

export interface Problem {
  /** kubectl's words, without `error: `. */
  readonly message: string;
  readonly line: number;
}

export interface ReadDocuments {
  readonly documents: readonly ReadDocument[];
  /** At most one: kubectl stops reading at the first document that is no YAML. */
  readonly problems: readonly Problem[];
}

/** The API server takes no larger body; more than that in a file is a mistake. */
const largest = 3 * 1024 * 1024;

/**
 * The documents of a file as kubectl reads them: YAML 1.1 (`yes` is true), the last of two equal keys wins, a List is
 * its items, empty documents are nothing. Source: v1.35 apimachinery pkg/util/yaml/decoder.go; sigs.k8s.io/yaml
 */
export function documents(text: string, fileName: string, readYaml: ReadYaml): ReadDocuments {
  if (text.length > largest) {
    return {
      documents: [],
      problems: [{ message: `error parsing ${fileName}: the file is larger than 3 MiB`, line: 1 }],
    };
  }
  const found: ReadDocument[] = [];
  const { parts, separator } = chunks(text);
  for (const [at, { chunk, line }] of parts.entries()) {
    const read = readYaml(chunk);
    if ('problem' in read) {
      const message = `error parsing ${fileName}: error converting YAML to JSON: ${read.problem}`;
      return { documents: found, problems: [{ message, line: line + read.line - 1 }] };
    }
    if (read.value === null || read.value === undefined) continue;
    const manifest = read.value;
    const begins = chunk.startsWith('---') ? line + 1 : line;
    for (const item of itemsOf(manifest)) found.push({ manifest: item, line: begins });
    const { rest } = read;
    if (rest !== undefined) parts.splice(at + 1, 0, { chunk: rest.text, line: line + rest.line - 1 });
  }
  if (separator !== undefined) {
    const message = `error parsing ${fileName}: invalid Yaml document separator: ${separator}`;
    return { documents: found, problems: [{ message, line: 1 }] };
  }
  return { documents: found, problems: [] };
}

/** A list is its items, a list among them the items of that, after all others. Source: v1.35 cli-runtime pkg/resource/visitor.go FlattenListVisitor */
function itemsOf(manifest: unknown): readonly unknown[] {
  const found: unknown[] = [];
  const rest = [manifest];
  for (const each of rest) {
    const items = listed(each);
    if (items === undefined) found.push(each);
    else rest.push(...items);
  }
  return found;
}

/**
 * The items of a list; undefined for what is none. A list of one kind says it for those of its items that do not.
 * Source: v1.35 apimachinery pkg/apis/meta/v1/unstructured/helpers.go decodeToList
 */
function listed(manifest: unknown): readonly unknown[] | undefined {
  if (!isFields(manifest)) return undefined;
  const [, kind] = /^(.*)List$/.exec(textOf(manifest.kind)) ?? [];
  if (kind === undefined || !Array.isArray(manifest.items)) return undefined;
  const items = rowsOf(manifest.items);
  if (kind === '') return items;
  const { apiVersion } = manifest;
  return items.map((item) =>
    textOf(item.kind) + textOf(item.apiVersion) === '' ? { ...item, apiVersion, kind } : item,
  );
}

type Chunk = { readonly chunk: string; readonly line: number };

/**
 * Documents as kubectl parts them: a line that begins with three dashes ends one. In front of the first document it
 * counts as a line of that document. Source: v1.35 apimachinery pkg/util/yaml/decoder.go YAMLReader
 */
function chunks(text: string): { readonly parts: Chunk[]; readonly separator?: string } {
  const parts: Chunk[] = [];
  let lines: string[] = [];
  let start = 0;
  const end = (next: number) => {
    if (lines.length > 0) parts.push({ chunk: `${lines.join('\n')}\n`, line: start + 1 });
    lines = [];
    start = next;
  };
  for (const [index, line] of text.replace(/\n$/, '').split('\n').entries()) {
    if (line.startsWith('---')) {
      const more = line.slice('---'.length).trim();
      if (more !== '' && !more.startsWith('#')) return { parts, separator: more };
      if (lines.length > 0) {
        end(index + 1);
        continue;
      }
    }
    lines.push(line.replace(/\r$/, ''));
  }
  end(0);
  return { parts };
}
