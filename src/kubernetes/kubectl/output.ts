import { at, type Fields, fieldsOf, own, textOf } from '../api/fields.ts';
import { goJson } from '../api/go-text.ts';
import { compareQuantities, isQuantity } from '../api/quantity.ts';
import { type Resource, resourceForKind } from '../api/resources.ts';
import { type Arguments, flag, flagList, isOn } from './flags.ts';
import { agePrinter } from './printers/cluster.ts';
import { type Columns, customColumns, readColumns, readColumnsFile } from './printers/custom-columns.ts';
import { goTemplateText } from './printers/go-template/index.ts';
import { printerFor } from './printers/index.ts';
import { jsonPathText, relaxed, valuesOf } from './printers/json-path.ts';
import { type KindPrinter, pairs } from './printers/kind-printer.ts';
import { toKyaml } from './printers/kyaml.ts';
import { layOut, type Table } from './printers/table.ts';
import { scalePrinter } from './printers/workloads.ts';
import { toYaml } from './printers/yaml.ts';
import { plain, type Report } from './report.ts';
import { printedName } from './selection.ts';

/** Objects of one kind as they were asked for. */
export interface Group {
  readonly resource: Resource;
  readonly objects: readonly Fields[];
}

export interface Printing {
  /** Where templates are read from. */
  readonly files?: Readonly<Record<string, string>>;
  /** How wide the columns of a stream of tables have been. */
  readonly widths?: number[];
  /** What happened to the objects, for a watch that shows it. */
  readonly event?: string;
}

export type PrintObjects = typeof printObjects;

/** What `-o` says; a template alone is one of Go. */
export const outputOf = (args: Arguments): string =>
  flag(args, 'output') || ((flag(args, 'template') ?? '') === '' ? '' : 'go-template');

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
  if (object.metadata === undefined) return object;
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
  more: Printing = {},
): void {
  const format = outputOf(args);
  if (format === '' || format === 'wide') {
    printTables(report, args, groups, format === 'wide', now, more);
    return;
  }
  const all = groups.flatMap((group) => sorted(group.objects, args));
  const objects = isOn(args, 'show-managed-fields') ? all : all.map(shown);
  const { files = {}, event } = more;
  const plainly: Fields = single && objects.length === 1 ? (objects[0] ?? {}) : listOf(objects);
  const whole: Fields = event === undefined ? plainly : { object: plainly, type: event };
  const done = formatted(format, { args, files, objects, whole });
  if ('text' in done) report.write(done.text);
  else {
    report.write(done.told ?? '');
    report.fail(plain(done.error));
  }
}

type Formatted = { readonly text: string } | { readonly error: string; readonly told?: string };

/** In alphabetical order, as the error lists them. */
const formats =
  'custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml';

interface Wanted {
  readonly args: Arguments;
  readonly files: Readonly<Record<string, string>>;
  readonly objects: readonly Fields[];
  readonly whole: Fields;
}

/** Source: v1.35 cli-runtime pkg/genericclioptions/print_flags.go, kubectl pkg/cmd/get/get_flags.go */
function formatted(format: string, wanted: Wanted): Formatted {
  const { args, files } = wanted;
  const equals = format.indexOf('=');
  const kind = equals < 0 ? format : format.slice(0, equals);
  const template = equals < 0 ? (flag(args, 'template') ?? '') : format.slice(equals + 1);
  const plainly = own(documents, format);
  if (plainly !== undefined) return { text: plainly(wanted) };
  const read = kind.endsWith('file') ? own(files, template) : template;
  const known = own(templated, kind);
  if (known === undefined)
    return {
      error: `unable to match a printer suitable for the output format "${format}", allowed formats are: ${formats}`,
    };
  return read === undefined ? unreadable(template) : known(read, wanted);
}

/** Those that take no template. */
const documents: Readonly<Record<string, (wanted: Wanted) => string>> = {
  yaml: ({ whole }) => toYaml(whole),
  json: ({ whole }) => toJson(whole),
  kyaml: ({ whole }) => toKyaml(whole),
  name: ({ objects }) => objects.map((object) => `${nameLine(object)}\n`).join(''),
};

const throughPath = (template: string, { whole }: Wanted): Formatted => jsonPathText(template, whole);
const throughTemplate = (template: string, { whole }: Wanted): Formatted => goTemplateText(template, whole);

const templated: Readonly<Record<string, (template: string, wanted: Wanted) => Formatted>> = {
  jsonpath: throughPath,
  'jsonpath-as-json': (template, { whole }) => jsonPathText(template, whole, true),
  'jsonpath-file': throughPath,
  'go-template': throughTemplate,
  template: throughTemplate,
  'go-template-file': throughTemplate,
  templatefile: throughTemplate,
  'custom-columns': (spec, wanted) => inColumns(readColumns(spec), wanted),
  'custom-columns-file': (spec, wanted) => inColumns(readColumnsFile(spec), wanted),
};

const unreadable = (file: string): Formatted => ({
  error: `error reading --template ${file}, open ${file}: no such file or directory`,
});

const inColumns = (read: Columns, { args, objects }: Wanted): Formatted =>
  'error' in read ? read : customColumns(read.columns, objects, !isOn(args, 'no-headers'));

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

function printTables(
  report: Report,
  args: Arguments,
  groups: readonly Group[],
  wide: boolean,
  now: string,
  { widths, event }: Printing,
): void {
  const several = groups.length > 1;
  const filled = groups.filter((group) => group.objects.length > 0);
  filled.forEach((group, index) => {
    if (index > 0 && !isOn(args, 'no-headers')) report.print('');
    const { columns, rows } = table(args, group, wide, several, now);
    const shownRows = event === undefined ? rows : rows.map((row) => [event, ...row]);
    const heads = event === undefined ? columns : ['EVENT', ...columns];
    report.write(layOut({ columns: heads, rows: shownRows }, !isOn(args, 'no-headers'), widths));
  });
}

/** A scale has columns of its own, and without the server's tables there are but names and ages. */
function printerOf(args: Arguments, { plural }: Resource, [first]: readonly Fields[]): KindPrinter {
  if (flag(args, 'server-print') === 'false') return agePrinter;
  return first?.kind === 'Scale' ? scalePrinter : printerFor(plural);
}

function table(args: Arguments, { resource, objects }: Group, wide: boolean, several: boolean, now: string): Table {
  const printer = printerOf(args, resource, objects);
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
  return { columns, rows };
}

/** `--sort-by`: stable, and objects without the field come first. */
function sorted(objects: readonly Fields[], args: Arguments): readonly Fields[] {
  const path = flag(args, 'sort-by');
  if (path === undefined || path === '') return objects;
  const template = templateOf(path);
  const keyed = objects.map((object, index) => ({ object, index, key: keyAt(object, template) }));
  return keyed.sort((a, b) => compareKeys(a.key, b.key) || a.index - b.index).map(({ object }) => object);
}

const templateOf = (path: string): string => {
  const read = relaxed(path);
  return 'template' in read ? read.template : '';
};

const keyAt = (object: Fields, template: string): unknown => {
  const found = valuesOf(object, template);
  return 'values' in found ? found.values[0] : undefined;
};

/** What is wrong with `--sort-by` and these objects. Source: v1.35 kubectl pkg/cmd/get/sorter.go */
export function sortProblem(args: Arguments, objects: readonly Fields[]): string | undefined {
  const path = flag(args, 'sort-by') ?? '';
  if (path === '' || objects.length === 0) return undefined;
  const read = relaxed(path);
  if ('error' in read) return read.error;
  if (objects.some((object) => keyAt(object, read.template) !== undefined)) return undefined;
  return `couldn't find any field with path "${read.template}" in the list of objects`;
}

function compareKeys(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (isQuantity(a) && isQuantity(b)) return compareQuantities(a, b);
  const [left, right] = [typeof a === 'string' ? a : goJson(a), typeof b === 'string' ? b : goJson(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
