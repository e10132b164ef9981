import type { FieldDocumentation } from '../../kubernetes/api/schema/documentation.ts';
import type { ManifestPlace } from './manifest-place.ts';

/** The API's own description, loaded when somebody first asks for it. */
export type Schema = typeof import('../../kubernetes/api/schema/documentation.ts');

let loading: Promise<Schema> | undefined;

export function loadSchema(): Promise<Schema> {
  loading ??= import('../../kubernetes/api/schema/documentation.ts');
  return loading;
}

/** The model whose fields may stand at the place; undefined where anything may, or where the kind is unknown. */
function modelAt(schema: Schema, { apiVersion, kind, path }: ManifestPlace): string | undefined {
  let model = schema.modelOfKind(apiVersion, kind);
  for (const key of path) model = model === undefined ? undefined : schema.fieldOfModel(model, key)?.model;
  return model;
}

export const fieldsAt = (schema: Schema, place: ManifestPlace): readonly FieldDocumentation[] => {
  const model = modelAt(schema, place);
  return model === undefined ? [] : schema.fieldsOfModel(model);
};

/** The field with this name at the place. */
export const fieldNamed = (schema: Schema, place: ManifestPlace, name: string): FieldDocumentation | undefined =>
  fieldsAt(schema, place).find((field) => field.name === name);

/** The first sentence, for where there is little room. */
export function firstSentence(about: string): string {
  const end = /[.:](?=\s|$)/.exec(about);
  return end === null ? about : about.slice(0, end.index + 1);
}
