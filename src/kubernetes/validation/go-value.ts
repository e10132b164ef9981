import { fieldsOf } from '../api/fields.ts';
import { goStructs } from '../api/go-structs.ts';

/**
 * A value as Go prints one of its own structs inside of a message: every field under its Go name, null for what is not
 * set. Source: v1.35 apimachinery pkg/util/validation/field/errors.go ErrorBody
 */
export function goValue(value: unknown, type: string): unknown {
  if (type.startsWith('*')) return value === undefined || value === null ? null : goValue(value, type.slice(1));
  if (type.startsWith('[]')) {
    return Array.isArray(value) ? value.map((item) => goValue(item, type.slice(2))) : null;
  }
  const fields = goStructs.get(type);
  if (fields !== undefined) {
    const owner = fieldsOf(value);
    // JSON writes the fields of an embedded struct as if they were its owner's.
    const entries = fields.flatMap(({ name, json, type: of }) =>
      json === undefined ? Object.entries(fieldsOf(goValue(owner, of))) : [[name, goValue(owner[json], of)] as const],
    );
    return Object.fromEntries(entries);
  }
  if (value !== undefined && value !== null) return value;
  if (type.startsWith('map[') || type === 'v1.ResourceList') return null;
  if (type === 'bool') return false;
  return /^int(32|64)$/.test(type) || type === 'intstr.IntOrString' ? 0 : '';
}
