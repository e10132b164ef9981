import { type Fields, fieldsOf, own, textOf } from '../api/fields.ts';
import { isDns1123Label } from '../api/names.ts';
import { type AddressWarnings, podWarnings } from './pod-warnings.ts';

export type Warner = (object: Fields, old: Fields | undefined) => Iterable<string>;

/** What is said of the objects of a kind. Source: v1.35 pkg/registry/*\/strategy.go WarningsOnCreate, WarningsOnUpdate */
export type Warners = Readonly<Record<string, Warner>>;

export const noteOf = (object: Fields, key: string): unknown =>
  own(fieldsOf(fieldsOf(object.metadata).annotations), key);

/** Names that shall be part of host names. Source: v1.35 pkg/registry/core/pod/strategy.go, apps/*\/strategy.go WarningsOnCreate */
export function* nameWarning(object: Fields, old: Fields | undefined, used: string): Generator<string> {
  if (old !== undefined) return;
  const whys = isDns1123Label(textOf(fieldsOf(object.metadata).name));
  if (whys.length === 0) return;
  yield `metadata.name: this is used in ${used}, which can result in surprising behavior; a DNS label is recommended: [${whys.join(' ')}]`;
}

export const podWarner = (addresses: AddressWarnings): Warner =>
  function* (object, old) {
    yield* nameWarning(object, old, "the Pod's hostname");
    yield* podWarnings(object, '', addresses);
  };

const mountable = 'kubernetes.io/enforce-mountable-secrets';

function* serviceAccount(object: Fields): Generator<string> {
  if (noteOf(object, mountable) === undefined) return;
  yield `metadata.annotations[${mountable}]: deprecated in v1.32+; prefer separate namespaces to isolate access to mounted secrets`;
}

const isPem = (encoded: unknown): boolean => textOf(encoded).startsWith('LS0tLS1CRUdJTi');

/** Only whether there is anything to read is looked at. Source: v1.35 pkg/registry/core/secret/strategy.go warningsForSecret */
function* secret(object: Fields): Generator<string> {
  if (object.type !== 'kubernetes.io/tls') return;
  const data = fieldsOf(object.data);
  if (!isPem(data['tls.crt'])) yield 'tls: failed to find any PEM data in certificate input';
  else if (!isPem(data['tls.key'])) yield 'tls: failed to find any PEM data in key input';
}

/** The warners of what a bare Pod is made of; a Pod that names addresses needs those of all kinds. */
export const firstWarners: Warners = {
  Pod: podWarner(() => []),
  ServiceAccount: serviceAccount,
  Secret: secret,
};
