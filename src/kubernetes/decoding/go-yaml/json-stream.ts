import type { YamlRead } from '../yaml-documents.ts';

/** Where the object ends that a text begins with; 0 where it does not end. */
function objectEnd(text: string): number {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (token === '}' && depth === 0) return index + 1;
  }
  return 0;
}

/**
 * The first object of a text that holds several JSON objects one after the other, and the text behind it. Undefined where
 * it holds one, or something else: that is read as YAML.
 * Source: v1.35 apimachinery pkg/util/yaml/decoder.go YAMLOrJSONDecoder
 */
export function firstOfJsonStream(text: string): YamlRead | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const end = objectEnd(text);
  const rest = text.slice(end).trimStart();
  if (end === 0 || !rest.startsWith('{')) return undefined;
  const line = text.slice(0, -rest.length).split('\n').length;
  try {
    return { value: JSON.parse(text.slice(0, end)), rest: { text: rest, line } };
  } catch {
    return undefined;
  }
}
