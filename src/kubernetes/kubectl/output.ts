import { at, type Fields, fieldsOf, textOf } from '../api/fields.ts';
import { goJson } from '../api/go-text.ts';
import { compareQuantities, isQuantity } from '../api/quantity.ts';
import { type Resource, resourceForKind } from '../api/resources.ts';
import { type Arguments, flag, flagList, isOn } from './flags.ts';
import { printerFor } from './printers/index.ts';
import { jsonPathText, valuesAt } from './printers/json-path.ts';
import { pairs } from './printers/kind-printer.ts';
import { layOut } from './printers/table.ts';
import { toYaml } from './printers/yaml.ts';
import { plain, type Report } from './report.ts';
import { printedName } from './selection.ts';

/** Objects of one kind as they were asked for. */
export interface Group {
  readonly resource: Resource;
  readonly objects: readonly Fields[];
}

/** JSON as kubectl writes it: keys sorted, four blanks. */
export function toJson(value: unknown): string {
  const sort = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(sort);
    if (typeof item !== 'object' || item === null) return item;
    const fields = fieldsOf(item);
    return Object.fromEntries(
      Object.keys(fields)
        .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
        .map((key) => [key, sort(fields[key])]),
    );
  };
  return `${JSON.stringify(sort(value), null, 4)}\n`;
}

/** Without what only the server's bookkeeping needs. */
function shown(object: Fields): Fields {
  const { managedFields: _fields, ...metadata } = fieldsOf(object.metadata);
  return { ...object, metadata };
}

/**
 * Prints objects as `-o` says, or as tables. `single`: one object was asked for by name, so it is printed alone.
 */
export function printObjects(
  report: Report,
  args: Arguments,
  groups: readonly Group[],
  single: boolean,
  now: string,
): void {
  const format = flag(args, 'output') ?? '';
  if (format === '' || format === 'wide') {
    printTables(report, args, groups, format === 'wide', now);
    return;
  }
  const objects = groups.flatMap((group) => sorted(group.objects, args)).map(shown);
  const whole: Fields = single && objects.length === 1 ? (objects[0] ?? {}) : listOf(objects);
  const done = formatted(format, args, objects, whole);
  if ('text' in done) report.write(done.text);
  else report.fail(plain(done.error));
}

type Formatted = { readonly text: string } | { readonly error: string };

function formatted(format: string, args: Arguments, objects: readonly Fields[], whole: Fields): Formatted {
  const [kind = '', ...rest] = format.split('=');
  const template = rest.join('=');
  switch (kind) {
    case 'yaml':
      return { text: toYaml(whole) };
    case 'json':
      return { text: toJson(whole) };
    case 'name':
      return { text: objects.map((object) => `${nameLine(object)}\n`).join('') };
    case 'jsonpath': {
      const text = jsonPathText(template, whole);
      return 'error' in text ? { error: `error parsing jsonpath ${template}, ${text.error}` } : text;
    }
    case 'custom-columns':
      return { text: customColumns(template, objects, !isOn(args, 'no-headers')) };
    default:
      return {
        error: `unable to match a printer suitable for the output format "${format}", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml`,
      };
  }
}

function nameLine(object: Fields): string {
  const name = textOf(at(object, 'metadata', 'name'));
  const resource = resourceForKind(textOf(object.apiVersion), textOf(object.kind));
  return resource === undefined ? `${textOf(object.kind).toLowerCase()}/${name}` : printedName(resource, name);
}

const listOf = (items: readonly Fields[]): Fields => ({
  apiVersion: 'v1',
  items,
  kind: 'List',
  metadata: { resourceVersion: '' },
});

function customColumns(template: string, objects: readonly Fields[], headers: boolean): string {
  const columns = template.split(',').map((part) => {
    const colon = part.indexOf(':');
    return { name: part.slice(0, colon), path: part.slice(colon + 1) };
  });
  const print = (value: unknown) => (typeof value === 'object' && value !== null ? goMap(value) : String(value));
  const rows = objects.map((object) =>
    columns.map(({ path }) => {
      const values = valuesAt(object, path).filter((value) => value !== null);
      return values.length === 0 ? '<none>' : values.map(print).join(',');
    }),
  );
  return layOut({ columns: columns.map(({ name }) => name), rows }, headers);
}

/** `map[a:b]`, `[a b]`: Go's way of printing what is no scalar. */
function goMap(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goMap).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = fieldsOf(value);
  return `map[${Object.keys(fields)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((key) => `${key}:${goMap(fields[key])}`)
    .join(' ')}]`;
}

function printTables(report: Report, args: Arguments, groups: readonly Group[], wide: boolean, now: string): void {
  const several = groups.length > 1;
  const filled = groups.filter((group) => group.objects.length > 0);
  filled.forEach((group, index) => {
    if (index > 0) report.print('');
    report.write(table(args, group, wide, several, now));
  });
}

function table(args: Arguments, { resource, objects }: Group, wide: boolean, several: boolean, now: string): string {
  const printer = printerFor(resource.plural);
  const keep = printer.columns.map((name) => wide || !name.startsWith('+'));
  const everywhere = isOn(args, 'all-namespaces') && resource.namespaced;
  const labels = flagList(args, 'label-columns');
  const showLabels = isOn(args, 'show-labels');
  const prefix = several || isOn(args, 'show-kind');
  const place = printer.columns.indexOf('NAME');
  const columns = [
    ...(everywhere ? ['NAMESPACE'] : []),
    ...printer.columns.filter((_, index) => keep[index]).map((name) => name.replace(/^\+/, '')),
    ...labels.map((label) => (label.split('/').at(-1) ?? '').toUpperCase()),
    ...(showLabels ? ['LABELS'] : []),
  ];
  const rows = sorted(objects, args).map((object) => {
    const own = fieldsOf(at(object, 'metadata', 'labels'));
    const cells = printer
      .row(object, now)
      .map((cell, index) => (prefix && index === place ? printedName(resource, cell) : cell));
    return [
      ...(everywhere ? [textOf(at(object, 'metadata', 'namespace'))] : []),
      ...cells.filter((_, index) => keep[index]),
      ...labels.map((label) => textOf(own[label])),
      ...(showLabels ? [pairs(own)] : []),
    ];
  });
  return layOut({ columns, rows }, !isOn(args, 'no-headers'));
}

/** `--sort-by`: stable, and objects without the field come first. */
function sorted(objects: readonly Fields[], args: Arguments): readonly Fields[] {
  const path = flag(args, 'sort-by');
  if (path === undefined || path === '') return objects;
  const normal = path.startsWith('{') || path.startsWith('.') ? path : `.${path}`;
  const keyed = objects.map((object, index) => ({ object, index, key: valuesAt(object, normal)[0] }));
  return keyed.sort((a, b) => compareKeys(a.key, b.key) || a.index - b.index).map(({ object }) => object);
}

function compareKeys(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (isQuantity(a) && isQuantity(b)) return compareQuantities(a, b);
  const [left, right] = [typeof a === 'string' ? a : goJson(a), typeof b === 'string' ? b : goJson(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
