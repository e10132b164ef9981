import { bytesAsText } from '../api/base64.ts';
import { invalidValue, required, tooLong } from '../api/field-error.ts';
import { type Fields, fieldsOf, own, textOf } from '../api/fields.ts';
import { isConfigMapKey } from '../api/names.ts';
import { bytesOf, subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, type Problems } from './problems.ts';
import { entriesOf } from './shared-rules.ts';

/** In bytes. */
const most = 1024 * 1024;

const decodedLength = (text: string): number => Math.floor((text.replace(/=+$/, '').length * 3) / 4);

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateConfigMap */
export function* validateConfigMap(map: Fields): Problems {
  yield* validateObjectMeta(map.metadata, true, subdomainName);
  const [data, binary] = [entriesOf(map.data), entriesOf(map.binaryData)];
  for (const [key] of data) {
    yield* invalids(`data[${key}]`, key, isConfigMapKey(key));
    if (own(fieldsOf(map.binaryData), key) !== undefined) {
      yield invalidValue(`data[${key}]`, key, 'duplicate of key present in binaryData');
    }
  }
  for (const [key] of binary) yield* invalids(`binaryData[${key}]`, key, isConfigMapKey(key));
  const size =
    data.reduce((sum, [, text]) => sum + bytesOf(textOf(text)), 0) +
    binary.reduce((sum, [, text]) => sum + decodedLength(textOf(text)), 0);
  // A path without a name is printed as an empty index.
  if (size > most) yield tooLong('[]', '', most);
}

/** Source: ValidateSecret */
export function* validateSecret(secret: Fields): Problems {
  yield* validateObjectMeta(secret.metadata, true, subdomainName);
  const data = fieldsOf(secret.data);
  const entries = entriesOf(data);
  for (const [key] of entries) yield* invalids(`data[${key}]`, key, isConfigMapKey(key));
  if (entries.reduce((sum, [, text]) => sum + decodedLength(textOf(text)), 0) > most) yield tooLong('data', '', most);
  const needs = function* (...keys: readonly string[]): Problems {
    for (const key of keys) if (own(data, key) === undefined) yield required(`data[${key}]`);
  };
  switch (secret.type) {
    case 'kubernetes.io/service-account-token': {
      const key = 'kubernetes.io/service-account.name';
      const account = own(fieldsOf(fieldsOf(secret.metadata).annotations), key);
      if (textOf(account) === '') yield required(`metadata.annotations[${key}]`);
      return;
    }
    case 'kubernetes.io/dockercfg':
      yield* needs('.dockercfg');
      yield* validateJson(own(data, '.dockercfg'), 'data[.dockercfg]');
      return;
    case 'kubernetes.io/dockerconfigjson':
      yield* needs('.dockerconfigjson');
      yield* validateJson(own(data, '.dockerconfigjson'), 'data[.dockerconfigjson]');
      return;
    case 'kubernetes.io/basic-auth':
      if (own(data, 'username') === undefined && own(data, 'password') === undefined)
        yield* needs('username', 'password');
      return;
    case 'kubernetes.io/ssh-auth':
      if (textOf(own(data, 'ssh-privatekey')) === '') yield required('data[ssh-privatekey]');
      return;
    case 'kubernetes.io/tls':
      yield* needs('tls.crt', 'tls.key');
  }
}

/** What is in the secret is not repeated; of what Go's reader says, the commonest words are known. */
function* validateJson(encoded: unknown, path: string): Problems {
  if (typeof encoded !== 'string') return;
  const why = jsonProblem(bytesAsText(encoded));
  if (why !== undefined) yield invalidValue(path, '<secret contents redacted>', why);
}

function jsonProblem(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && !Array.isArray(value)) return undefined;
    const kind = Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;
    return `json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`;
  } catch {
    const [first = ''] = text.trimStart();
    if (first === '') return 'unexpected end of JSON input';
    if (!/[{["\d\-tfn]/.test(first)) return `invalid character '${first}' looking for beginning of value`;
    return 'unexpected end of JSON input';
  }
}
