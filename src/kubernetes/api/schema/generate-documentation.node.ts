/**
 * Writes `documentation.generated.ts`: what the API says about each field, how `kubectl explain` names its type, and
 * the values it may have. The declarations of kubernetes-models have all three; those of @kubernetes/client-node, from
 * which `fields.generated.ts` comes, drop the descriptions of fields that are objects.
 * Run after `generate.node.ts`: `npx tsx src/kubernetes/api/schema/generate-documentation.node.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { roots, types } from './fields.generated.ts';
import { gone } from './pinned-version.node.ts';

const library = dirname(fileURLToPath(import.meta.resolve('kubernetes-models')));

interface Field {
  readonly about: string;
  readonly type: string;
  readonly required: boolean;
}
interface Interface {
  readonly about: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Names of other interfaces → the file that declares them. */
  readonly imports: ReadonlyMap<string, string>;
}

const conventions = 'https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md';

/** The two fields that every kind has: the library pins their values and leaves out what the API says of them. */
const ofEveryKind: Readonly<Record<string, Field>> = {
  apiVersion: {
    about: `APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values. More info: ${conventions}#resources`,
    type: 'string',
    required: false,
  },
  kind: {
    about: `Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: ${conventions}#types-kinds`,
    type: 'string',
    required: false,
  },
};

const plain = (text: string): string => text.replace(/^\s*\* ?/gm, '').trim();
const doc = String.raw`(?:/\*\*((?:[^*]|\*(?!/))*)\*/\s*)?`;

function read(file: string): Interface {
  const source = readFileSync(file, 'utf8');
  const found = new RegExp(`${doc}export interface I\\w+ (?:extends \\w+ )?\\{([\\s\\S]*?)\\n\\}`).exec(source);
  const fields = new Map<string, Field>();
  const member = new RegExp(`${doc}"([^"]+)"(\\?)?: ((?:[^;{]|\\{[^}]*\\})+);`, 'g');
  for (const [, about = '', name = '', optional, type = ''] of (found?.[2] ?? '').matchAll(member))
    fields.set(
      name,
      ofEveryKind[name] ?? { about: plain(about), type: type.replace(/\s+/g, ' '), required: optional === undefined },
    );
  const imports = new Map<string, string>();
  for (const [, names = '', from = ''] of source.matchAll(/import \{ ([^}]*) \} from "([^"]+)"/g)) {
    if (from.endsWith('/base')) continue;
    const target = from.startsWith('.')
      ? join(dirname(file), from.replace(/\.js$/, '.d.ts'))
      : join(library, '..', `${from}.d.ts`);
    for (const each of names.split(', ')) imports.set(each, target);
  }
  return { about: plain(found?.[1] ?? ''), fields, imports };
}

// The same sentence stands at many fields: each is kept once.
const sentences: string[] = [];
const numbers = new Map<string, number>();
function number(text: string): number {
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, sentences.length);
  sentences.push(text);
  return sentences.length - 1;
}

/** `IIoK8sApiCoreV1Affinity` → `Affinity`. */
const shortName = (name: string): string =>
  /(?:V\d+(?:alpha\d+|beta\d+)?|PkgApiResource|UtilIntstr|PkgRuntime)([A-Z]\w*)$/.exec(name)?.[1] ?? name;

function explained(type: string): string {
  const list = /^Array<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) return `[]${explained(list)}`;
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (map !== undefined) return `map[string]${explained(map)}`;
  if (type.startsWith('"')) return 'string';
  if (type === 'number') return 'integer';
  if (!type.startsWith('IIo')) return type.startsWith('{') ? 'Object' : type;
  const name = shortName(type);
  return name === 'Time' || name === 'MicroTime' ? 'string' : name;
}

const valuesOf = (type: string): readonly string[] =>
  /^"[^"]*"( \| "[^"]*")*$/.test(type) ? [...type.matchAll(/"([^"]*)"/g)].map(([, value = '']) => value).sort() : [];

const models: Record<string, unknown> = {};

/** A model of which the library knows nothing, and all it leads to. */
function visitGone(model: string): void {
  const { about = '', fields = {} } = gone[model] ?? {};
  models[model] = [
    number(about),
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, [number(field.about), field.shown]])),
    Object.entries(fields).flatMap(([name, { required }]) => (required ? [name] : [])),
  ];
}

function visit(model: string, file: string): void {
  const known = types[model];
  if (known === undefined || models[model] !== undefined) return;
  const { about, fields, imports } = read(file);
  const shown = [...fields].filter(([name]) => known[name] !== undefined);
  const added = Object.entries(gone[model]?.fields ?? {});
  models[model] = [
    number(about),
    Object.fromEntries([
      ...shown.map(([name, field]) => {
        const values = valuesOf(field.type);
        return [name, [number(field.about), explained(field.type), ...(values.length === 0 ? [] : [values])]];
      }),
      ...added.map(([name, field]) => [name, [number(field.about), field.shown]]),
    ]),
    shown.filter(([, { required }]) => required).map(([name]) => name),
  ];
  for (const [name, { type }] of shown) {
    const next = /\bV\d\w+|\b[A-Z]\w+V\d\w+/.exec(known[name] ?? '')?.[0];
    const target = imports.get(/IIo\w+/.exec(type)?.[0] ?? '');
    if (next !== undefined && target !== undefined) visit(next, target);
  }
  for (const [, { type }] of added) if (gone[type] !== undefined) visitGone(type);
}

for (const [kind, model] of Object.entries(roots)) {
  const [apiVersion = '', name = ''] = kind.split(' ');
  visit(model, join(library, apiVersion, `${name}.d.ts`));
}

writeFileSync(
  new URL(process.argv[2] ?? './documentation.generated.ts', import.meta.url),
  `/** Made by generate-documentation.node.ts from the declarations of kubernetes-models. Not written by hand. */
export const sentences: readonly string[] = ${JSON.stringify(sentences)};
/** Number of a sentence, type, and the values there are. */
export type DocumentedField = readonly [number, string, (readonly string[])?];
/** Model → number of the sentence about it, its fields, the fields that must be there. */
export const models: Readonly<
  Record<string, readonly [number, Readonly<Record<string, DocumentedField>>, readonly string[]]>
> = ${JSON.stringify(models)};
`,
);
