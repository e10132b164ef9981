import { fieldsOf, isFields, textOf } from '../api/fields.ts';
import { type Resource, resourceForKind, resources } from '../api/resources.ts';
import type { Manifest } from '../api/types.ts';
import { jsonKind } from '../decoding/go-type.ts';
import { metadataMistake } from '../decoding/metadata-mistake.ts';
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
    const read = documents(text, source, context.readYaml);
    // A document that is of no kind ends the reading of its file; what cannot be decoded or mapped does not.
    const last = isValidating(args)
      ? read.documents.find(({ manifest }) => kindProblems(manifest).length > 0)
      : undefined;
    if (last !== undefined) {
      const seen = read.documents.filter(({ line }) => line <= last.line);
      return seen.map(({ manifest }) => understand(manifest, source, args));
    }
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

/** What keeps kubectl from asking the server about the kind. Source: v1.35 kubectl pkg/util/openapi/validation GetObjectKind */
function kindProblems(raw: unknown): readonly string[] {
  if (!isFields(raw)) return ['invalid object to validate'];
  const problems = ['apiVersion', 'kind'].flatMap((field) => {
    const value = raw[field];
    if (value === undefined || value === null || value === '') return [`${field} not set`];
    return typeof value === 'string' ? [] : [`${field} isn't string type`];
  });
  const version = textOf(raw.apiVersion);
  return version.split('/').length > 2 ? [`unexpected GroupVersion string: ${version}`, ...problems] : problems;
}

/**
 * The resource of a kind. A kind in small letters is one to kubectl, and the server has the last word.
 * Source: v1.35 client-go restmapper/discovery.go NewDiscoveryRESTMapper
 */
const mapped = (apiVersion: string, kind: string): Resource | undefined =>
  resourceForKind(apiVersion, kind) ??
  resources.find((each) => each.apiVersion === apiVersion && each.kind.toLowerCase() === kind);

const isValidating = (args: Arguments): boolean => !['false', 'ignore'].includes(flag(args, 'validate') ?? 'strict');

function understand(raw: unknown, source: string, args: Arguments): ManifestRead {
  const error = (message: string): ManifestRead => ({ error: plain(message) });
  const problems = kindProblems(raw);
  if (problems.length > 0 && isValidating(args)) {
    const what = problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`;
    return error(
      `error validating "${source}": error validating data: ${what}; if you choose to ignore these errors, turn validation off with --validate=false`,
    );
  }
  if (!isFields(raw)) {
    return error(
      `unable to decode "${source}": json: cannot unmarshal ${jsonKind(raw)} into Go value of type map[string]interface {}`,
    );
  }
  const apiVersion = textOf(raw.apiVersion);
  const kind = textOf(raw.kind);
  if (kind === '') return error(`unable to decode "${source}": Object 'Kind' is missing in '${JSON.stringify(raw)}'`);
  const wrong = metadataMistake(raw.metadata);
  if (wrong !== undefined) return error(`unable to decode "${source}": ${wrong}`);
  const metadata = fieldsOf(raw.metadata);
  const resource = mapped(apiVersion, kind);
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

/** kubectl would fetch what stands behind an address; here nothing goes out to the network. */
const unreadable = (name: string): string =>
  /^https?:\/\//.test(name)
    ? `PodScope fetches nothing from the network: put the manifest of ${name} into a file and name that`
    : `the path "${name}" does not exist`;
