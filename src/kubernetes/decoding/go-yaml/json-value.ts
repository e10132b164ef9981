import { goQuote } from '../../api/go-text.ts';
import type { YamlRead } from '../yaml-documents.ts';

class NoJson extends Error {}

/** A value as Go writes it in its own syntax, with `%#v`. */
function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)';
  if (typeof value === 'string') return goQuote(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (!(value instanceof Map)) return String(value);
  const entries = [...value].map(([key, item]) => `${goSyntax(key)}:${goSyntax(item)}`);
  return `map[interface {}]interface {}{${entries.toSorted().join(', ')}}`;
}

/** What stands in braces without a colon after it is a mapping with one key, `{{ .Values.x }}` one of such mappings. */
function refuseKeys(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) refuseKeys(item);
  if (!(value instanceof Map)) return;
  for (const [key, item] of value) {
    refuseKeys(key);
    if (key instanceof Map || Array.isArray(key)) throw new NoJson(`yaml: invalid map key: ${goSyntax(key)}`);
    refuseKeys(item);
  }
}

/** Keys of JSON are text: a boolean or a number as a key is written out, nothing as a key is none. */
function convert(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const word = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
    throw new NoJson(`json: unsupported value: ${word}`);
  }
  if (!(value instanceof Map)) return value;
  const entries = [...value].map(([key, item]) => {
    if (key === null)
      throw new NoJson(
        `Unsupported map key of type: %!s(<nil>), key: <nil>, value: ${item === null ? '<nil>' : goSyntax(item)}`,
      );
    return [String(key), convert(item)] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * What was read as YAML, as JSON can hold it.
 * Source: yaml v2.4 decode.go decoder.mapping; sigs.k8s.io/yaml yaml.go convertToJSONableObject
 * @param value with mappings as Maps
 */
export function jsonValue(value: unknown): YamlRead {
  try {
    refuseKeys(value);
    return { value: convert(value) };
  } catch (problem) {
    if (problem instanceof NoJson) return { problem: problem.message, line: 1 };
    throw problem;
  }
}
