import { LineCounter, type YAMLError } from 'yaml';
import type { YamlRead } from '../yaml-documents.ts';
import { firstDocument } from './first-document.ts';
import { firstOfJsonStream } from './json-stream.ts';
import { jsonValue } from './json-value.ts';
import { parseYaml } from './parse-yaml.ts';

/** The Go library takes `\\'` in a double-quoted text for an apostrophe, which YAML does not have. */
function withoutQuotedApostrophes(text: string, errors: readonly YAMLError[]): string {
  const places = errors
    .filter(({ code, pos }) => code === 'BAD_DQ_ESCAPE' && text.startsWith("\\'", pos[0]))
    .map(({ pos }) => pos[0]);
  return places.reduceRight((rest, place) => rest.slice(0, place) + rest.slice(place + 1), text);
}

/** One document, the first of the text, or what the Go library says of it. */
export function readYaml(given: string): YamlRead {
  const stream = firstOfJsonStream(given);
  if (stream !== undefined) return stream;
  const first = firstDocument(given);
  if ('problem' in first) return { problem: `yaml: ${first.problem}`, line: first.line };
  const whole = first.text;
  const text = withoutQuotedApostrophes(whole, parseYaml(whole, new LineCounter()).errors);
  const lines = new LineCounter();
  const document = parseYaml(text, lines);
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
