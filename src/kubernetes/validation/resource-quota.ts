import { type FieldError, invalidValue } from '../api/field-error.ts';
import { fieldsOf } from '../api/fields.ts';
import { canonicalQuantity, compareQuantities } from '../api/quantity.ts';
import type { Manifest } from '../api/types.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { entriesOf } from './shared-rules.ts';

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateResourceQuota */
export const validateResourceQuota = (quota: Manifest): readonly FieldError[] => [
  ...validateObjectMeta(quota.metadata, true, subdomainName),
  ...entriesOf(fieldsOf(quota.spec).hard).flatMap(([name, given]) => {
    const amount = canonicalQuantity(String(given));
    const why = 'must be greater than or equal to 0';
    return compareQuantities(amount, 0) < 0 ? [invalidValue(`spec.hard[${name}]`, amount, why)] : [];
  }),
];
