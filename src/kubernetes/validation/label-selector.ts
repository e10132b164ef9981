import { forbiddenField, invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, rowsOf, textOf } from '../api/fields.ts';
import { isLabelValue, isQualifiedName } from '../api/names.ts';
import { validateLabels } from './object-meta.ts';
import { invalids, type Problems } from './problems.ts';

/** Source: v1.35 apimachinery pkg/apis/meta/v1/validation/validation.go ValidateLabelSelector */
export function* validateLabelSelector(value: unknown, path: string): Problems {
  if (!isFields(value)) return;
  yield* validateLabels(value.matchLabels, `${path}.matchLabels`);
  for (const [index, expression] of rowsOf(value.matchExpressions).entries()) {
    const here = `${path}.matchExpressions[${index}]`;
    yield* validateOperator(expression, here, 'not a valid selector operator');
    yield* invalids(`${here}.key`, textOf(expression.key), isQualifiedName(textOf(expression.key)));
    for (const [place, item] of listOf(expression.values).entries()) {
      yield* invalids(`${here}.values[${place}]`, item, isLabelValue(textOf(item)));
    }
  }
}

/** In and NotIn need values, Exists and DoesNotExist have none. */
export function* validateOperator(expression: Fields, path: string, unknown: string, compares = false): Problems {
  const [operator, values] = [textOf(expression.operator), listOf(expression.values)];
  if (operator === 'In' || operator === 'NotIn') {
    if (values.length === 0) yield required(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'");
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length > 0) {
      yield forbiddenField(`${path}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
    }
  } else if (compares && (operator === 'Gt' || operator === 'Lt')) {
    if (values.length !== 1) {
      yield required(`${path}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'");
    }
  } else yield invalidValue(`${path}.operator`, operator, unknown);
}

export const isEmptySelector = (value: unknown): boolean =>
  Object.keys(fieldsOf(fieldsOf(value).matchLabels)).length + listOf(fieldsOf(value).matchExpressions).length === 0;
