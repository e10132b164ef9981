import { LineCounter, parseDocument, type ScalarTag, type YAMLError } from 'yaml';
import { type Fields, isFields, rowsOf } from '../api/fields.ts';
import { firstDocument } from './go-yaml/first-document.ts';
import { type JsonValue, jsonValue } from './go-yaml/json-value.ts';

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
      const message = `error parsing ${fileName}: error converting YAML to JSON: ${read.problem}`;
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
  const whole = [...given.replace(/^\ufeff/, '')].slice(0, first.length).join('');
  const text = withoutQuotedApostrophes(whole, parse(whole, new LineCounter()).errors);
  const lines = new LineCounter();
  const document = parse(text, lines);
  // Brackets and what is in them may stand as far left as they will.
  const error = document.errors.find(({ code }) => code !== 'BAD_INDENT');
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
