import { byText, type Fields, fieldsOf, isFields, textOf } from '../../api/fields.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { fieldTitle } from './field-title.ts';
import { writeAnnotations, writeLabels } from './labels.ts';

/** Shown above the tree, or not at all. */
const apart: ReadonlySet<string> = new Set(
  ['managedFields', 'name', 'namespace', 'labels', 'annotations'].map((field) => `.metadata.${field}`),
);

/** A kind that has no describer of its own: its fields as a tree. Source: v1.35 kubectl pkg/describe/describe.go genericDescriber */
export const describeAnything: Describer = function* (object, context) {
  const out = new Description();
  const { name, namespace, labels, annotations } = fieldsOf(object.metadata);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
  writeTree(out, 0, object, '');
  yield* writeEvents(out, object, context);
  return out.toString();
};

/** Source: describe.go printUnstructuredContent */
function writeTree(out: Description, level: number, fields: Fields, path: string): void {
  for (const field of Object.keys(fields).sort(byText)) {
    const value = fields[field];
    const here = `${path}.${field}`;
    if (value === undefined || apart.has(here)) continue;
    const title = `${fieldTitle(field)}:`;
    if (isFields(value)) {
      out.line(level, title);
      writeTree(out, level + 1, value, here);
    } else if (Array.isArray(value)) {
      out.line(level, title);
      for (const item of value)
        if (isFields(item)) writeTree(out, level + 1, item, here);
        else out.line(level + 1, scalar(item));
    } else out.line(level, title, scalar(value));
  }
}

const scalar = (value: unknown): string => (value === null ? '<nil>' : String(value));
