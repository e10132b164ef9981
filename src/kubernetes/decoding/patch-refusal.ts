import { invalidValue } from '../api/field-error.ts';
import { goValue } from '../api/go-text.ts';
import { invalid, type Status } from '../api/status.ts';
import type { Mistake } from './decode.ts';

const kinds: Readonly<Record<string, string>> = { object: 'map', array: 'slice', number: 'int64' };
const basic: ReadonlySet<string> = new Set(['string', 'bool', 'int32', 'int64', 'float64']);

/**
 * What the converter between maps and structs says where the JSON decoder would say `cannot unmarshal`.
 * Source: v1.35 apimachinery pkg/runtime/converter.go fromUnstructured
 */
function inConverterWords(says: string): string {
  const [, kind = '', type = ''] = /cannot unmarshal (\w+).* into Go .* of type (\S+)$/.exec(says) ?? [];
  if (type === '') return says;
  const from = kinds[kind] ?? kind;
  if (type.startsWith('[]')) return `cannot restore slice from ${from}`;
  if (type.startsWith('map[') || type === 'v1.ResourceList') return `cannot restore map from ${from}`;
  if (!basic.has(type)) return `cannot restore struct from: ${from}`;
  // Go converts a number to a text, though the converter then refuses to.
  return from === 'int64' && type === 'string' ? 'cannot convert int64 to string' : `unrecognized type: ${type}`;
}

/**
 * The answer to a patch after which a field has a value of another type than its own, or one is there that nobody
 * knows, where the client wants that refused.
 * Source: v1.35 apiserver pkg/endpoints/handlers/patch.go applyPatchToObject, applyPatchToCurrentObject
 */
export function patchRefusal(
  strategic: boolean,
  patch: unknown,
  patched: unknown,
  mistakes: readonly Mistake[],
): Status {
  const says = mistakes.map((mistake) => mistake.says);
  const unknown = says[0]?.startsWith('unknown field') === true;
  const decoder = unknown ? `strict decoding error: ${says.join(', ')}` : (says[0] ?? '');
  const value = strategic ? goValue(patch) : JSON.stringify(patched);
  const error = invalidValue('patch', value, strategic ? inConverterWords(decoder) : decoder);
  return invalid({ kind: '', group: '' }, '', [error]);
}
