import { invalidValue } from '../api/field-error.ts';
import { type Fields, fieldsOf } from '../api/fields.ts';
import { isPathSegmentName } from '../api/names.ts';
import { validateLabelSelector } from './label-selector.ts';
import { validateObjectMeta } from './object-meta.ts';
import { oneOf, type Problems } from './problems.ts';
import { atMostAll, isPresent, positiveIntOrPercent } from './shared-rules.ts';

/** Source: v1.35 pkg/apis/policy/validation/validation.go ValidatePodDisruptionBudgetSpec */
export function* validatePodDisruptionBudget(budget: Fields): Problems {
  const spec = fieldsOf(budget.spec);
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = spec;
  if (isPresent(minAvailable) && isPresent(maxUnavailable)) {
    const printed = {
      MinAvailable: minAvailable,
      Selector: selector ?? null,
      MaxUnavailable: maxUnavailable,
      UnhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy ?? null,
    };
    yield invalidValue('spec', printed, 'minAvailable and maxUnavailable cannot be both set');
  }
  for (const field of ['minAvailable', 'maxUnavailable']) {
    yield* positiveIntOrPercent(`spec.${field}`, spec[field]);
    yield* atMostAll(`spec.${field}`, spec[field]);
  }
  yield* validateLabelSelector(selector, 'spec.selector');
  const policies = ['AlwaysAllow', 'IfHealthyBudget'];
  yield* oneOf('spec.unhealthyPodEvictionPolicy', unhealthyPodEvictionPolicy, policies);
  yield* validateObjectMeta(budget.metadata, true, isPathSegmentName);
}
