import { aboutModel, type FieldDocumentation, fieldOfModel, fieldsOfModel } from '../../api/schema/documentation.ts';
import { indentText, wrapText } from './wrap-text.ts';

/** What a path of fields leads to: the field itself, none for the kind as a whole; undefined where a step is missing. */
export function fieldAt(root: string, path: readonly string[]): FieldDocumentation | 'kind' | undefined {
  let model: string | undefined = root;
  let field: FieldDocumentation | undefined;
  for (const name of path) {
    field = model === undefined ? undefined : fieldOfModel(model, name);
    if (field === undefined) return undefined;
    model = field.model;
  }
  return field ?? 'kind';
}

/**
 * Description and fields of a kind or of one of its fields. The layout, with its tabs and blank lines, is kubectl's.
 * Source: v1.35 kubectl pkg/explain/v2/templates/plaintext.tmpl
 */
export function explainField(root: string, field: FieldDocumentation | 'kind', recursive: boolean): string {
  const model = field === 'kind' ? root : field.model;
  const head = field === 'kind' ? '' : `FIELD: ${field.name} <${field.type}>\n${longEnum(field.values)}\n\n`;
  const said = field === 'kind' ? [aboutModel(root)] : [field.about, model === undefined ? '' : aboutModel(model)];
  const description =
    said
      .filter((text) => text !== '')
      .map((text) => `${text}\n`)
      .join('') || '<empty>';
  const list = model === undefined ? '' : fieldList(model, 1, recursive, new Set());
  return `${head}DESCRIPTION:\n${indentText(wrapText(description, 76), 4)}\n${list === '' ? '' : `FIELDS:\n${list}`}`;
}

const shown = (value: string): string => (value === '' ? '""' : value);

const longEnum = (values: readonly string[]): string =>
  values.length === 0 ? '' : `ENUM:${values.map((value) => `\n    ${shown(value)}`).join('')}`;

const mostValues = 4;

function shortEnum(values: readonly string[], indent: string): string {
  if (values.length === 0) return '';
  const few = values.slice(0, mostValues).map(shown).join(', ');
  return `\n${indent}enum: ${few}${values.length > mostValues ? ', ....' : ''}`;
}

function fieldList(model: string, level: number, recursive: boolean, seen: ReadonlySet<string>): string {
  if (seen.has(model)) return '';
  const inside = new Set([...seen, model]);
  return fieldsOfModel(model)
    .map((field) => {
      const below = recursive && field.model !== undefined ? fieldList(field.model, level + 1, recursive, inside) : '';
      return detail(field, level * 2, recursive) + below;
    })
    .join('');
}

function detail({ name, type, about, required, values }: FieldDocumentation, indent: number, short: boolean): string {
  const pad = ' '.repeat(indent);
  const line = `${pad}${name}\t<${type}>${required ? ' -required-' : ''}${shortEnum(values, pad)}\n`;
  if (short) return line;
  return `${line}${indentText(wrapText(about || '<no description>', 78 - indent), indent + 2)}\n\n`;
}
