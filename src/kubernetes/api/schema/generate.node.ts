/**
 * Writes `fields.generated.ts` from the models of @kubernetes/client-node, which come from the API's own description.
 * Run after an update of that package: `npx tsx src/kubernetes/api/schema/generate.node.ts`.
 */
import { writeFileSync } from 'node:fs';
import * as client from '@kubernetes/client-node';
import { resources } from '../resources.ts';

interface Attribute {
  readonly name: string;
  readonly baseName: string;
  readonly type: string;
  readonly format: string;
}
interface Model {
  getAttributeTypeMap(): readonly Attribute[];
}

const isModel = (value: unknown): value is Model => typeof value === 'function' && 'getAttributeTypeMap' in value;
const models = new Map(Object.entries(client).flatMap(([name, value]) => (isModel(value) ? [[name, value]] : [])));

/** The models do not tell quantities from other text. */
const quantities = new Set(
  'limits requests capacity allocatable hard used overhead default defaultRequest max min maxLimitRequestRatio allocatedResources divisor sizeLimit averageValue desiredCapacity maximumVolumeSize minimumVolumeSize'.split(
    ' ',
  ),
);

const short = (model: string) =>
  model.replace(/^(Core|Events|Discovery|RbacV1|Autoscaling|Storage|Flowcontrol)?V\d/, '');
const seen = new Map<string, string>();

function typeOf({ baseName, type, format }: Attribute, owner: string): string {
  const list = /^Array<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) return `[]${typeOf({ name: '', baseName: '', type: list, format }, owner)}`;
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  const isQuantity = quantities.has(baseName) && !owner.startsWith('JSONSchema');
  if (map !== undefined) {
    return `{}${isQuantity ? 'q' : typeOf({ name: '', baseName: '', type: map, format }, owner)}`;
  }
  if (type === 'string') return format === 'byte' ? 'B' : isQuantity ? 'q' : 's';
  if (type === 'number') return format === 'int32' ? 'i' : format === 'int64' ? 'l' : 'd';
  if (type === 'boolean') return 'b';
  if (type === 'IntOrString' || format === 'int-or-string') return 'I';
  if (type === 'Date' || /MicroTime$/.test(type)) return 't';
  return models.has(type) ? visit(type) : 'x';
}

function visit(model: string): string {
  const found = [...seen].find(([, of]) => of === model)?.[0];
  if (found !== undefined) return found;
  const name = seen.has(short(model)) || short(model).length < 2 ? model : short(model);
  seen.set(name, model);
  return name;
}

for (const { kind, group, version } of resources) {
  const prefix = `V${version.slice(1)}`;
  const names = [
    `${prefix}${kind}`,
    `${group === '' ? 'Core' : 'Events'}${prefix}${kind}`,
    `Discovery${prefix}${kind}`,
  ];
  const model = names.find((name) => models.has(name));
  if (model !== undefined) visit(model);
}

const lines: string[] = [];
// The list grows while it is read: each model brings those that its fields are made of.
for (const [name, model] of seen) {
  const fields = models.get(model)?.getAttributeTypeMap() ?? [];
  const text = fields.map((field) => `${field.baseName}:${typeOf(field, name)}`).join(' ');
  lines.push(`  ${/^[A-Za-z]\w*$/.test(name) ? name : `'${name}'`}: '${text}',`);
}

writeFileSync(
  new URL('./fields.generated.ts', import.meta.url),
  `/**
 * Written by generate.node.ts; not to be edited. \`jsonName:type\` for each field of each struct, where the type is
 * s(tring), b(oolean), i(nt32), l (int64), d(ouble), q(uantity), B(ytes), t(ime), I(nt or string), x (anything),
 * the name of a struct, or \`[]\` (list) or \`{}\` (map) in front of one of these.
 */
export const structs: Readonly<Record<string, string>> = {
${lines.join('\n')}
};

/** Model of the client library → struct, where the names differ in more than the version. */
export const kinds: Readonly<Record<string, string>> = {
${resources
  .flatMap(({ kind, group, apiVersion, version }) => {
    const prefix = `V${version.slice(1)}`;
    const names = [
      `${prefix}${kind}`,
      `${group === '' ? 'Core' : 'Events'}${prefix}${kind}`,
      `Discovery${prefix}${kind}`,
    ];
    const found = [...seen].find(([, model]) => names.includes(model));
    return found === undefined ? [] : [`  '${apiVersion} ${kind}': '${found[0]}',`];
  })
  .join('\n')}
};
`,
);
