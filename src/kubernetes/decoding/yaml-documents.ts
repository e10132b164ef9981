import { LineCounter, parseDocument, type ScalarTag, type YAMLError } from 'yaml';
import { isFields, rowsOf } from '../api/fields.ts';
import { firstDocument } from './go-yaml/first-document.ts';
import { type JsonValue, jsonValue } from './go-yaml/json-value.ts';

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
export function documents(text: string, fileName: string): ReadDocuments {
  if (text.length > largest) {
    return {
      documents: [],
      problems: [{ message: `error parsing ${fileName}: the file is larger than 3 MiB`, line: 1 }],
    };
  }
  const found: ReadDocument[] = [];
  const { parts, separator } = chunks(text);
  for (const { chunk, line } of parts) {
    const read = readYaml(chunk);
    if ('problem' in read) {
      const message = `error parsing ${fileName}: error converting YAML to JSON: ${read.problem}`;
      return { documents: found, problems: [{ message, line: line + read.line - 1 }] };
    }
    if (read.value === null || read.value === undefined) continue;
    const manifest = read.value;
    const isList =
      isFields(manifest) &&
      typeof manifest.kind === 'string' &&
      /List$/.test(manifest.kind) &&
      Array.isArray(manifest.items);
    const begins = chunk.startsWith('---') ? line + 1 : line;
    if (isList) for (const item of rowsOf(manifest.items)) found.push({ manifest: item, line: begins });
    else found.push({ manifest, line: begins });
  }
  if (separator !== undefined) {
    const message = `error parsing ${fileName}: invalid Yaml document separator: ${separator}`;
    return { documents: found, problems: [{ message, line: 1 }] };
  }
  return { documents: found, problems: [] };
}

type Chunk = { readonly chunk: string; readonly line: number };

/**
 * Documents as kubectl parts them: a line that begins with three dashes ends one. In front of the first document it
 * counts as a line of that document. Source: v1.35 apimachinery pkg/util/yaml/decoder.go YAMLReader
 */
function chunks(text: string): { readonly parts: readonly Chunk[]; readonly separator?: string } {
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

type Read = JsonValue | { readonly problem: string; readonly line: number };

/** Octal numbers may be spelled as in YAML 1.2 and in Go too, beside `0644`. */
const octal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0[oO][0-7_]+$/,
  resolve: (text: string) => Number.parseInt(text.replace(/[oO_]/g, ''), 8),
};

const parse = (text: string, lineCounter: LineCounter) =>
  parseDocument(text, {
    version: '1.1',
    uniqueKeys: false,
    lineCounter,
    prettyErrors: false,
    strict: true,
    // Times and sexagesimal numbers (`1:30`) stay text in the Go library.
    customTags: (tags) =>
      tags
        .filter((tag) => typeof tag === 'string' || !/timestamp|binary|set|omap|pairs/.test(tag.tag))
        .filter((tag) => typeof tag === 'string' || (tag.format ?? '') !== 'TIME')
        .concat(octal),
  });

/** The Go library takes `\\'` in a double-quoted text for an apostrophe, which YAML does not have. */
function withoutQuotedApostrophes(text: string, errors: readonly YAMLError[]): string {
  const places = errors
    .filter(({ code, pos }) => code === 'BAD_DQ_ESCAPE' && text.startsWith("\\'", pos[0]))
    .map(({ pos }) => pos[0]);
  return places.reduceRight((rest, place) => rest.slice(0, place) + rest.slice(place + 1), text);
}

/** One document, the first of the text, or what the Go library says of it. */
export function readYaml(given: string): Read {
  const first = firstDocument(given);
  if ('problem' in first) return { problem: `yaml: ${first.problem}`, line: first.line };
  const whole = first.text;
  const text = withoutQuotedApostrophes(whole, parse(whole, new LineCounter()).errors);
  const lines = new LineCounter();
  const document = parse(text, lines);
  const [error] = document.errors;
  // What the Go library takes and this one does not is rare; its own words are better than none.
  if (error !== undefined) return { problem: `yaml: ${error.message}`, line: lines.linePos(error.pos[0]).line };
  try {
    return jsonValue(document.toJS({ maxAliasCount: 100, mapAsMap: true }));
  } catch (reason) {
    const isMerge = reason instanceof Error && /[Mm]erge/.test(reason.message);
    const words = isMerge
      ? 'map merge requires map or sequence of maps as the value'
      : 'document contains excessive aliasing';
    return { problem: `yaml: ${words}`, line: 1 };
  }
}
