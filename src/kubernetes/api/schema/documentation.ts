import { own } from '../fields.ts';
import { models, sentences } from './documentation.generated.ts';
import { roots, types } from './fields.generated.ts';

/** One field of a model, as the API's own description has it. */
export interface FieldDocumentation {
  readonly name: string;
  /** As `kubectl explain` writes it: `[]Container`, `map[string]Quantity`. */
  readonly type: string;
  readonly about: string;
  readonly required: boolean;
  /** The values it may have, sorted; empty where any will do. */
  readonly values: readonly string[];
  /** The model of the field's value, of its items or of the values of its map. */
  readonly model: string | undefined;
}

/** The model of a kind, if the schema has it. */
export const modelOfKind = (apiVersion: string, kind: string): string | undefined =>
  own(roots, `${apiVersion} ${kind}`);

/** What the API says about a model as a whole. */
export const aboutModel = (model: string): string => sentences[own(models, model)?.[0] ?? -1] ?? '';

/** `Array<V1Container>` → `V1Container`; undefined for text, numbers and maps of text. */
function modelIn(type: string): string | undefined {
  const name = /\w*V\d\w+/.exec(type)?.[0];
  return name === undefined || own(types, name) === undefined ? undefined : name;
}

const nothing: (typeof models)[string] = [0, {}, []];

/** All fields of a model by name. */
export function fieldsOfModel(model: string): readonly FieldDocumentation[] {
  const [, fields, required] = own(models, model) ?? nothing;
  return Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, [about, type, values = []]]) => ({
      name,
      type,
      about: sentences[about] ?? '',
      required: required.includes(name),
      values,
      model: modelIn(own(types, model)?.[name] ?? ''),
    }));
}

export const fieldOfModel = (model: string, name: string): FieldDocumentation | undefined =>
  fieldsOfModel(model).find((field) => field.name === name);
