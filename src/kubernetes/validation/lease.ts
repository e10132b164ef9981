import { invalidValue } from '../api/field-error.ts';
import { type Fields, fieldsOf, numberOf } from '../api/fields.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { notNegative, type Problems } from './problems.ts';

/** Source: v1.35 pkg/apis/coordination/validation/validation.go ValidateLease, ValidateLeaseSpec */
export function* validateLease(lease: Fields): Problems {
  const spec = fieldsOf(lease.spec);
  yield* validateObjectMeta(lease.metadata, true, subdomainName);
  const seconds = numberOf(spec.leaseDurationSeconds);
  if (seconds !== undefined && seconds <= 0) {
    yield invalidValue('spec.leaseDurationSeconds', seconds, 'must be greater than 0');
  }
  yield* notNegative('spec.leaseTransitions', spec.leaseTransitions);
}
