import { byText, type Fields, fieldsOf } from '../../api/fields.ts';
import type { Description } from './description.ts';

const longest = 140;
const skipped = new Set(['kubectl.kubernetes.io/last-applied-configuration']);

const sorted = (map: unknown): readonly (readonly [string, string])[] =>
  Object.entries(fieldsOf(map))
    .map(([key, value]) => [key, String(value)] as const)
    .sort(([a], [b]) => byText(a, b));

/** `Labels:  a=1`, one a line, the further ones below the first. Source: describe.go printLabelsMultilineWithIndent */
export function writeLabels(
  out: Description,
  level: number,
  title: string,
  map: unknown,
  skip: readonly string[] = [],
): void {
  const lines = sorted(map).filter(([key]) => !skip.includes(key));
  if (lines.length === 0) out.line(level, `${title}:`, '<none>');
  for (const [place, [key, value]] of lines.entries())
    out.line(level, place === 0 ? `${title}:` : '', `${key}=${value}`);
}

/** Short values beside their key, long ones and those of several lines below it. Source: describe.go printAnnotationsMultiline */
export function writeAnnotations(out: Description, level: number, map: unknown, title = 'Annotations'): void {
  const lines = sorted(map).filter(([key]) => !skipped.has(key));
  if (lines.length === 0) out.line(level, `${title}:`, '<none>');
  for (const [place, [key, raw]] of lines.entries()) {
    const head = place === 0 ? `${title}:` : '';
    const value = raw.replace(/\n$/, '');
    if (value.length + key.length + 2 <= longest && !value.includes('\n')) {
      out.line(level, head, `${key}: ${value}`);
      continue;
    }
    out.line(level, head, `${key}:`);
    for (const part of value.split('\n')) out.line(level, '', `  ${shortened(part)}`);
  }
}

const shortened = (text: string): string => (text.length > longest - 2 ? `${text.slice(0, longest - 2)}...` : text);

/** Name, namespace, labels and annotations, with which most descriptions begin. */
export function writeHead(out: Description, { metadata }: Fields): void {
  const { name, namespace, labels, annotations } = fieldsOf(metadata);
  out.line(0, 'Name:', String(name ?? ''));
  if (namespace !== undefined) out.line(0, 'Namespace:', String(namespace));
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
}
