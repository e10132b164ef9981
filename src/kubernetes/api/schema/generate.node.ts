/**
 * Writes `fields.generated.ts` and `first-fields.generated.ts` from the models of @kubernetes/client-node, which come from the API's own description.
 * Run after an update of that package: `npx tsx src/kubernetes/api/schema/generate.node.ts`.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { resources } from '../resources.ts';
import { gone, later } from './pinned-version.node.ts';

interface Attribute {
  readonly baseName: string;
  readonly type: string;
}
interface Model {
  getAttributeTypeMap(): readonly Attribute[];
}

const isModel = (value: unknown): value is Model => typeof value === 'function' && 'getAttributeTypeMap' in value;

// The models alone: the package as a whole brings its transport along.
const library = dirname(createRequire(import.meta.url).resolve('@kubernetes/client-node'));
const all: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(library, 'gen/models/all.js')).href);
const models = new Map(
  Object.entries(all).flatMap(([name, value]) => (isModel(value) ? [[name, value] as const] : [])),
);

/** `apiVersion kind` → model. */
const roots: Record<string, string> = {};
for (const { kind, group, version, apiVersion } of resources) {
  const short = `V${version.slice(1)}${kind}`;
  // Where two groups have a kind of one name, the models bear the group in front.
  const [word = ''] = (group === '' ? 'core' : group).split('.');
  const owner = `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
  const model = [short, `${owner}${short}`].find((name) => models.has(name));
  if (model !== undefined) roots[`${apiVersion} ${kind}`] = model;
}

const types = new Map<string, Readonly<Record<string, string>>>();
function visit(name: string, into: Map<string, Readonly<Record<string, string>>>): void {
  const [model, added] = [models.get(name), gone[name]?.fields ?? {}];
  if ((model === undefined && gone[name] === undefined) || into.has(name)) return;
  const fields = [
    ...(model?.getAttributeTypeMap() ?? []).filter(({ baseName }) => !later[name]?.includes(baseName)),
    ...Object.entries(added).map(([baseName, { type }]) => ({ baseName, type })),
  ];
  into.set(name, Object.fromEntries(fields.map(({ baseName, type }) => [baseName, type])));
  for (const { type } of fields) for (const word of type.match(/\w+/g) ?? []) visit(word, into);
}
for (const model of Object.values(roots)) visit(model, types);

/** What a bare Pod is made of: the browser loads the rest when something else is written. */
const first = ['v1 Pod', 'v1 ConfigMap', 'v1 Secret', 'v1 Namespace', 'v1 ServiceAccount'];
const firstRoots = Object.fromEntries(Object.entries(roots).filter(([kind]) => first.includes(kind)));
/** Whoever writes a field of one of these models is given all rules: see src/simulation/rules/enough.ts. */
const notFirst =
  'AWSElasticBlockStore AzureDisk AzureFile Cinder GCEPersistentDisk ISCSI PortworxVolume RBD VsphereVirtualDisk';
const absent = notFirst.split(' ').map((name) => `V1${name.replace(/(?<!Volume)$/, 'Volume')}Source`);
const firstTypes = new Map<string, Readonly<Record<string, string>>>();
for (const model of Object.values(firstRoots)) visit(model, firstTypes);
for (const model of absent) firstTypes.delete(model);

const sorted = (all: ReadonlyMap<string, unknown>) => Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
const table = (name: string, of: string, value: unknown) => `export const ${name}: ${of} = ${JSON.stringify(value)};\n`;
function write(file: string, of: object, all: ReadonlyMap<string, unknown>): void {
  writeFileSync(
    new URL(file, import.meta.url),
    `/** Made by generate.node.ts from the models of the client library. Not written by hand. */
${table('roots', 'Readonly<Record<string, string>>', of)}
${table('types', 'Readonly<Record<string, Readonly<Record<string, string>>>>', sorted(all))}`,
  );
}
write('./fields.generated.ts', roots, types);
write('./first-fields.generated.ts', firstRoots, firstTypes);
