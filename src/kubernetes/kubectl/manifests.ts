import { type Fields, fieldsOf, isFields, textOf } from '../api/fields.ts';
import { type Resource, resourceForKind } from '../api/resources.ts';
import type { Manifest } from '../api/types.ts';
import { documents } from '../decoding/yaml-documents.ts';
import type { KubectlContext } from './context.ts';
import { type Arguments, flag, flagList } from './flags.ts';
import { type KubectlError, plain } from './report.ts';

export type ManifestRead =
  | {
      readonly manifest: Manifest;
      readonly resource: Resource;
      readonly namespace: string;
      readonly name: string;
      readonly source: string;
    }
  | { readonly error: KubectlError };

/**
 * The objects of all `-f`, in order, each ready to be sent or with what is wrong about it.
 * Source: v1.35 cli-runtime pkg/resource/{builder,visitor,mapper}.go
 */
export function readManifests(args: Arguments, context: KubectlContext): readonly ManifestRead[] {
  const files = flagList(args, 'filename').flatMap((name) => namesUnder(name, context.files));
  return files.flatMap((name): readonly ManifestRead[] => {
    const source = name === '-' ? 'STDIN' : name;
    const text = name === '-' ? context.stdin : context.files[name];
    if (text === undefined) return [{ error: plain(unreadable(name)) }];
    const read = documents(text, source);
    return [
      ...read.documents.map(({ manifest }) => understand(manifest, source, args)),
      ...read.problems.map(({ message }) => ({ error: plain(message) })),
    ];
  });
}

/** A folder stands for its files. */
function namesUnder(name: string, files: Readonly<Record<string, string>>): readonly string[] {
  const clean = name.replace(/^\.\//, '');
  if (name === '' || name === '-' || files[clean] !== undefined) return [clean];
  const folder = clean === '.' || clean === '' ? '' : `${clean.replace(/\/$/, '')}/`;
  const inside = Object.keys(files).filter((file) => file.startsWith(folder) && /\.(ya?ml|json)$/.test(file));
  return inside.length > 0 ? inside.sort() : [clean];
}

function understand(raw: Fields, source: string, args: Arguments): ManifestRead {
  const error = (message: string): ManifestRead => ({ error: plain(message) });
  const missing = ['apiVersion', 'kind']
    .filter((field) => textOf(raw[field]) === '')
    .map((field) => `${field} not set`);
  const validates = !['false', 'ignore'].includes(flag(args, 'validate') ?? 'strict');
  if (missing.length > 0 && validates) {
    const what = missing.length === 1 ? missing[0] : `[${missing.join(', ')}]`;
    return error(
      `error validating "${source}": error validating data: ${what}; if you choose to ignore these errors, turn validation off with --validate=false`,
    );
  }
  const apiVersion = textOf(raw.apiVersion);
  const kind = textOf(raw.kind);
  if (kind === '') return error(`unable to decode "${source}": Object 'Kind' is missing in '${JSON.stringify(raw)}'`);
  const wrong = metadataProblem(raw.metadata);
  if (wrong !== undefined) return error(`unable to decode "${source}": ${wrong}`);
  const metadata = fieldsOf(raw.metadata);
  const resource = resourceForKind(apiVersion, kind);
  const own = textOf(metadata.namespace);
  if (resource === undefined) {
    return error(
      `resource mapping not found for name: "${textOf(metadata.name)}" namespace: "${own}" from "${source}": no matches for kind "${kind}" in version "${apiVersion}"\nensure CRDs are installed first`,
    );
  }
  const asked = flag(args, 'namespace');
  if (resource.namespaced && asked !== undefined && own !== '' && own !== asked) {
    return error(
      `the namespace from the provided object "${own}" does not match the namespace "${asked}". You must pass '--namespace=${own}' to perform this operation.`,
    );
  }
  const namespace = resource.namespaced ? own || asked || 'default' : '';
  const filled = namespace === '' ? metadata : { ...metadata, namespace };
  const manifest: Manifest = { ...raw, apiVersion, kind, metadata: filled };
  return { manifest, resource, namespace, name: textOf(metadata.name), source };
}

const texts = ['name', 'generateName', 'namespace', 'uid', 'resourceVersion', 'selfLink'];

const jsonKind = (value: unknown): string =>
  Array.isArray(value) ? 'array' : isFields(value) ? 'object' : typeof value === 'boolean' ? 'bool' : typeof value;

/** kubectl itself reads the metadata, and nothing else, into a Go type. */
function metadataProblem(metadata: unknown): string | undefined {
  const into = (value: unknown, field: string, type: string) =>
    `json: cannot unmarshal ${jsonKind(value)} into Go struct field ${field} of type ${type}`;
  if (metadata === undefined || metadata === null) return undefined;
  if (!isFields(metadata)) return into(metadata, 'PartialObjectMetadata.metadata', 'v1.ObjectMeta');
  for (const [field, value] of Object.entries(metadata)) {
    if (value === null || value === undefined) continue;
    if (texts.includes(field) && typeof value !== 'string')
      return into(value, `ObjectMeta.metadata.${field}`, 'string');
    if (field !== 'labels' && field !== 'annotations') continue;
    if (!isFields(value)) return into(value, `ObjectMeta.metadata.${field}`, 'map[string]string');
    const odd = Object.values(value).find((item) => item !== null && typeof item !== 'string');
    if (odd !== undefined) return into(odd, `ObjectMeta.metadata.${field}`, 'string');
  }
  return undefined;
}

/** kubectl would fetch what stands behind an address; here nothing goes out to the network. */
const unreadable = (name: string): string =>
  /^https?:\/\//.test(name)
    ? `PodScope fetches nothing from the network: put the manifest of ${name} into a file and name that`
    : `the path "${name}" does not exist`;
