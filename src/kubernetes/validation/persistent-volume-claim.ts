import { type FieldError, invalidValue, notSupported, required } from '../api/field-error.ts';
import { at, fieldsOf, listOf } from '../api/fields.ts';
import { canonicalQuantity, compareQuantities } from '../api/quantity.ts';
import type { Manifest } from '../api/types.ts';
import { validateLabelSelector } from './label-selector.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';

const modes = ['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce', 'ReadWriteOncePod'];

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidatePersistentVolumeClaim */
export function validatePersistentVolumeClaim(claim: Manifest): readonly FieldError[] {
  const spec = fieldsOf(claim.spec);
  const asked = listOf(spec.accessModes);
  const alone = 'may not use ReadWriteOncePod with other access modes';
  return [
    ...validateObjectMeta(fieldsOf(claim.metadata), true, subdomainName),
    ...(asked.length === 0 ? [required('spec.accessModes', 'at least 1 access mode is required')] : []),
    ...validateLabelSelector(spec.selector, 'spec.selector'),
    ...asked.flatMap((mode) => (modes.includes(String(mode)) ? [] : [notSupported('spec.accessModes', mode, modes)])),
    ...(asked.includes('ReadWriteOncePod') && asked.length > 1
      ? [{ type: 'Forbidden' as const, field: 'spec.accessModes', detail: alone }]
      : []),
    ...storage(at(spec, 'resources', 'requests', 'storage'), 'spec.resources[storage]'),
  ];
}

function storage(amount: unknown, field: string): readonly FieldError[] {
  if (amount === undefined) return [required(field)];
  const size = canonicalQuantity(String(amount));
  return compareQuantities(size, 0) > 0 ? [] : [invalidValue(field, size, 'must be greater than zero')];
}
