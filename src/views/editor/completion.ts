import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { resources } from '../../kubernetes/api/resources.ts';
import type { FieldDocumentation } from '../../kubernetes/api/schema/documentation.ts';
import { fieldNamed, fieldsAt, firstSentence, loadSchema, type Schema } from './field-help.ts';
import { type ManifestPlace, placeAt } from './manifest-place.ts';

/** Fields of the kind and their values, at the place where somebody types. */
export async function completeManifest(context: CompletionContext): Promise<CompletionResult | null> {
  const line = context.state.doc.lineAt(context.pos);
  const column = context.pos - line.from;
  const typed = /[\w./-]*$/.exec(line.text.slice(0, column))?.[0] ?? '';
  const place = placeAt(context.state.doc.toString(), line.number - 1, column);
  if (place === undefined) return null;
  // Unasked only while a word is typed, or where a value is due.
  if (!context.explicit && typed === '' && place.valueOf === undefined) return null;
  const options = optionsAt(await loadSchema(), place, ' '.repeat(place.from));
  if (context.aborted || options.length === 0) return null;
  return { from: line.from + place.from, to: line.from + column, options: [...options], validFor: /^[\w./-]*$/ };
}

/** Kinds are few enough to be listed, and say their apiVersion with them. */
const kinds: readonly Completion[] = resources
  .filter(({ kind, subresources }) => kind !== 'Eviction' && kind !== 'Binding' && subresources !== undefined)
  .map(({ kind, apiVersion }) => ({ label: kind, type: 'class', detail: apiVersion }));

/** What may be typed at a place. */
export function optionsAt(schema: Schema, place: ManifestPlace, indent: string): readonly Completion[] {
  if (place.valueOf !== undefined) return valuesFor(schema, place, place.valueOf);
  const fields = fieldsAt(schema, place);
  if (fields.length === 0 && place.path.length === 0)
    return ['apiVersion', 'kind', 'metadata', 'spec']
      .filter((name) => !place.beside.has(name))
      .map((name) => ({ label: name, type: 'property', apply: `${name}: ` }));
  return fields
    .filter(({ name }) => !place.beside.has(name) && !(place.path.length === 0 && name === 'status'))
    .map((field) => ({
      label: field.name,
      type: 'property',
      detail: `${field.type}${field.required ? ', required' : ''}`,
      info: firstSentence(field.about),
      apply: withRoom(field, indent),
      boost: field.required ? 2 : 0,
    }));
}

/** The key, and the beginning of its value. */
function withRoom({ name, type, model }: FieldDocumentation, indent: string): string {
  if (type.startsWith('[]')) return `${name}:\n${indent}- `;
  return model !== undefined || type.startsWith('map[') ? `${name}:\n${indent}  ` : `${name}: `;
}

function valuesFor(schema: Schema, place: ManifestPlace, key: string): readonly Completion[] {
  if (place.path.length === 0 && key === 'kind') return kinds;
  if (place.path.length === 0 && key === 'apiVersion') {
    const known = resources.filter(({ kind }) => place.kind === '' || kind === place.kind);
    return [...new Set(known.map(({ apiVersion }) => apiVersion))].map((label) => ({ label, type: 'namespace' }));
  }
  const field = fieldNamed(schema, place, key);
  const values = field?.type === 'boolean' ? ['true', 'false'] : (field?.values ?? []);
  return values.filter((value) => value !== '').map((label) => ({ label, type: 'enum' }));
}
