import { invalidValue, notSupported } from '../api/field-error.ts';
import { type Fields, rowsOf, textOf } from '../api/fields.ts';
import { isLabelValue, isQualifiedName } from '../api/names.ts';
import { invalids, type Problems } from './problems.ts';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateTolerations */
export function* validateTolerations(list: unknown, path: string): Problems {
  for (const [index, toleration] of rowsOf(list).entries()) yield* validateToleration(toleration, `${path}[${index}]`);
}

function* validateToleration(toleration: Fields, path: string): Problems {
  const [key = '', operator = '', value = '', effect = ''] = [
    toleration.key,
    toleration.operator,
    toleration.value,
    toleration.effect,
  ].map(textOf);
  if (key !== '') yield* invalids(`${path}.key`, key, isQualifiedName(key));
  if (key === '' && operator !== 'Exists') {
    const why = 'operator must be Exists when `key` is empty, which means "match all values and all keys"';
    yield invalidValue(`${path}.operator`, operator, why);
  }
  if (toleration.tolerationSeconds !== undefined && effect !== 'NoExecute') {
    yield invalidValue(`${path}.effect`, effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
  }
  if (operator === '' || operator === 'Equal') {
    const whys = isLabelValue(value);
    if (whys.length > 0) yield invalidValue(`${path}.operator`, value, whys.join(';'));
  } else if (operator === 'Exists') {
    if (value !== '') yield invalidValue(`${path}.operator`, value, "value must be empty when `operator` is 'Exists'");
  } else {
    // Lt and Gt are named as supported although their feature gate is off and they are refused.
    const known = operator === 'Lt' || operator === 'Gt' ? ['Equal', 'Exists', 'Lt', 'Gt'] : ['Equal', 'Exists'];
    yield notSupported(`${path}.operator`, operator, known);
  }
  if (effect !== '' && !effects.includes(effect)) yield notSupported(`${path}.effect`, effect, effects);
}
