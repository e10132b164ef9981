import { LineCounter, parseDocument, type ScalarTag, type YAMLError } from 'yaml';
import { type Fields, isFields, rowsOf } from '../api/fields.ts';

export interface ReadDocument {
  readonly manifest: Fields;
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
  for (const { chunk, line } of chunks(text)) {
    const read = readYaml(chunk);
    if ('problem' in read) {
      const message = `error parsing ${fileName}: error converting YAML to JSON: yaml: ${read.problem}`;
      return { documents: found, problems: [{ message, line: line + read.line - 1 }] };
    }
    if (read.value === null || read.value === undefined) continue;
    if (!isFields(read.value)) {
      const kind = typeof read.value === 'string' ? 'string' : Array.isArray(read.value) ? 'array' : typeof read.value;
      const message = `error parsing ${fileName}: json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
      return { documents: found, problems: [{ message, line }] };
    }
    const manifest = read.value;
    const isList = typeof manifest.kind === 'string' && /List$/.test(manifest.kind) && Array.isArray(manifest.items);
    if (isList) for (const item of rowsOf(manifest.items)) found.push({ manifest: item, line });
    else found.push({ manifest, line });
  }
  return { documents: found, problems: [] };
}

function chunks(text: string): readonly { readonly chunk: string; readonly line: number }[] {
  const lines = text.split('\n');
  const found: { chunk: string; line: number }[] = [];
  let start = 0;
  lines.forEach((line, index) => {
    if (!line.startsWith('---')) return;
    found.push({ chunk: lines.slice(start, index).join('\n'), line: start + 1 });
    start = index + 1;
  });
  found.push({ chunk: lines.slice(start).join('\n'), line: start + 1 });
  return found;
}

type Read = { readonly value: unknown } | { readonly problem: string; readonly line: number };

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

/** What stands before the end of the first document: the Go library looks at nothing after `...`. */
const firstDocument = (text: string): string => {
  const end = /^\.\.\.(?=\s|$)/m.exec(text);
  return end === null ? text : text.slice(0, end.index);
};

/** The Go library takes `\\'` in a double-quoted text for an apostrophe, which YAML does not have. */
function withoutQuotedApostrophes(text: string, errors: readonly YAMLError[]): string {
  const places = errors
    .filter(({ code, pos }) => code === 'BAD_DQ_ESCAPE' && text.startsWith("\\'", pos[0]))
    .map(({ pos }) => pos[0]);
  return places.reduceRight((rest, place) => rest.slice(0, place) + rest.slice(place + 1), text);
}

/** One document. The words of a problem are those of the Go library, which counts some lines from 0. */
export function readYaml(given: string): Read {
  const first = firstDocument(given);
  const text = withoutQuotedApostrophes(first, parse(first, new LineCounter()).errors);
  const lines = new LineCounter();
  const document = parse(text, lines);
  const error = document.errors[0];
  if (error !== undefined) {
    // What is out of place is at the end of a nested mapping, at the beginning of anything else.
    const line = lines.linePos(error.pos[error.code === 'BLOCK_AS_IMPLICIT_KEY' ? 1 : 0]).line;
    return { ...inGoWords(error, line, text), ...{} };
  }
  try {
    return { value: plain(document.toJS({ maxAliasCount: 100 })) };
  } catch (reason) {
    const words = reason instanceof Error ? reason.message : '';
    const unknown = /Unresolved alias.*: (\S+)$/.exec(words);
    return {
      problem: unknown ? `unknown anchor '${unknown[1]}' referenced` : 'document contains excessive aliasing',
      line: 1,
    };
  }
}

function inGoWords(error: YAMLError, line: number, text: string): { readonly problem: string; readonly line: number } {
  const scanner = (words: string, where = line) => ({ problem: `line ${where}: ${words}`, line: where });
  // Errors of the parser name the line before, since it counts from 0 and the scanner does not.
  const parser = (words: string) => ({ problem: `line ${Math.max(1, line - 1)}: ${words}`, line });
  switch (error.code) {
    case 'TAB_AS_INDENT':
    case 'BAD_SCALAR_START':
      return scanner('found character that cannot start any token');
    case 'BLOCK_AS_IMPLICIT_KEY':
      return scanner('mapping values are not allowed in this context');
    case 'MULTILINE_IMPLICIT_KEY':
      return scanner("could not find expected ':'", line + 1);
    case 'BAD_DQ_ESCAPE':
      return scanner('found unknown escape character');
    case 'BAD_ALIAS':
      return { problem: `unknown anchor referenced`, line };
    case 'MISSING_CHAR':
      if (/quote/.test(error.message))
        return scanner('found unexpected end of stream', text.trimEnd().split('\n').length);
      if (/[Ii]mplicit/.test(error.message)) return scanner("could not find expected ':'", line + 1);
      return parser(
        /map/.test(error.message) ? "did not find expected ',' or '}'" : "did not find expected ',' or ']'",
      );
    default:
      if (/flow map/i.test(error.message)) return parser("did not find expected ',' or '}'");
      if (/flow seq/i.test(error.message)) return parser("did not find expected ',' or ']'");
      if (/sequence/i.test(error.message)) return parser("did not find expected '-' indicator");
      return parser('did not find expected key');
  }
}

/** Keys of JSON are text: a boolean or a number as a key is written out. */
function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
  if (Array.isArray(value)) return value.map(plain);
  if (isFields(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  return typeof value === 'bigint' ? Number(value) : value;
}
