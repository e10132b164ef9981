import { forbiddenField } from '../api/field-error.ts';
import { type Fields, fieldsOf, numberOf, own, textOf } from '../api/fields.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { oneOf, type Problems } from './problems.ts';

const highest = 1_000_000_000;
const known: Readonly<Record<string, number>> = {
  'system-node-critical': 2_000_001_000,
  'system-cluster-critical': 2_000_000_000,
};

/** Source: v1.35 pkg/apis/scheduling/validation/validation.go ValidatePriorityClass; pkg/apis/scheduling/v1/helpers.go */
export function* validatePriorityClass(priority: Fields): Problems {
  const name = textOf(fieldsOf(priority.metadata).name);
  const value = numberOf(priority.value) ?? 0;
  yield* validateObjectMeta(priority.metadata, false, subdomainName);
  if (name.startsWith('system-')) {
    const expected = own(known, name);
    const why =
      expected === undefined
        ? `${name} is not a known system priority class`
        : value !== expected
          ? `value of ${name} PriorityClass must be ${expected}`
          : priority.globalDefault === true
            ? `globalDefault of ${name} PriorityClass must be false`
            : '';
    const reserved = "priority class names with 'system-' prefix are reserved for system use only. error: ";
    if (why !== '') yield forbiddenField('metadata.name', `${reserved}${why}`);
  } else if (value > highest) {
    yield forbiddenField('value', `maximum allowed value of a user defined priority is ${highest}`);
  }
  yield* oneOf('preemptionPolicy', priority.preemptionPolicy, ['PreemptLowerPriority', 'Never']);
}
