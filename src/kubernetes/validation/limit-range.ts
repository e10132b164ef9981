import { duplicate, forbiddenField, invalidValue, required } from '../api/field-error.ts';
import { byText, type Fields, fieldsOf, own, rowsOf, textOf } from '../api/fields.ts';
import { isQualifiedName } from '../api/names.ts';
import { canonicalQuantity, compareQuantities, milliValue } from '../api/quantity.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, type Problems } from './problems.ts';
import { isOvercommitable, validateContainerResourceName, validateResourceName } from './resource-names.ts';
import { entriesOf } from './shared-rules.ts';

const types = ['Pod', 'Container', 'PersistentVolumeClaim'];

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateLimitRange */
export function* validateLimitRange(range: Fields): Problems {
  yield* validateObjectMeta(range.metadata, true, subdomainName);
  const seen = new Set<string>();
  for (const [index, item] of rowsOf(fieldsOf(range.spec).limits).entries()) {
    const path = `spec.limits[${index}]`;
    const type = textOf(item.type);
    const whys = isQualifiedName(type);
    yield* invalids(`${path}.type`, type, whys);
    if (whys.length === 0 && !type.includes('/') && !types.includes(type)) {
      yield invalidValue(`${path}.type`, type, 'must be a standard limit type or fully qualified');
    }
    if (seen.has(type)) yield duplicate(`${path}.type`, type);
    seen.add(type);
    yield* validateItem(item, type, path);
  }
}

function* validateItem(item: Fields, type: string, path: string): Problems {
  const nameRule = type === 'Pod' || type === 'Container' ? validateContainerResourceName : validateResourceName;
  const names = function* (field: string): Problems {
    for (const [name] of entriesOf(item[field])) yield* nameRule(name, `${path}.${field}[${name}]`);
  };
  yield* names('max');
  yield* names('min');
  if (type === 'Pod') {
    for (const field of ['default', 'defaultRequest']) {
      if (entriesOf(item[field]).length > 0) {
        yield forbiddenField(`${path}.${field}`, "may not be specified when `type` is 'Pod'");
      }
    }
  } else {
    yield* names('default');
    yield* names('defaultRequest');
  }
  const bounded = [item.min, item.max].some((list) => own(fieldsOf(list), 'storage') !== undefined);
  if (type === 'PersistentVolumeClaim' && !bounded) {
    const why = 'either minimum or maximum storage value is required, but neither was provided';
    yield required(`${path}.limits`, why);
  }
  yield* names('maxLimitRequestRatio');
  const fields =
    type === 'Pod' ? ['max', 'min', 'maxLimitRequestRatio'] : Object.keys(item).filter((key) => key !== 'type');
  const all = new Set(fields.flatMap((field) => Object.keys(fieldsOf(item[field]))));
  for (const name of [...all].sort(byText)) yield* validateBounds(item, name, type, path);
}

function* validateBounds(item: Fields, name: string, type: string, path: string): Problems {
  const amount = (field: string): string | undefined => {
    if (type === 'Pod' && field.startsWith('default')) return undefined;
    const given = own(fieldsOf(item[field]), name);
    return given === undefined ? undefined : canonicalQuantity(String(given));
  };
  const [min, max] = [amount('min'), amount('max')];
  const [limit, request, ratio] = [amount('default'), amount('defaultRequest'), amount('maxLimitRequestRatio')];
  const above = (a: string | undefined, b: string | undefined): boolean =>
    a !== undefined && b !== undefined && compareQuantities(a, b) > 0;
  const at = (field: string) => `${path}.${field}[${name}]`;
  if (above(min, max)) yield invalidValue(at('min'), min, `min value ${min} is greater than max value ${max}`);
  if (above(min, request)) {
    yield invalidValue(
      at('defaultRequest'),
      request,
      `min value ${min} is greater than default request value ${request}`,
    );
  }
  if (above(request, max)) {
    yield invalidValue(
      at('defaultRequest'),
      request,
      `default request value ${request} is greater than max value ${max}`,
    );
  }
  if (above(request, limit)) {
    const why = `default request value ${request} is greater than default limit value ${limit}`;
    yield invalidValue(at('defaultRequest'), request, why);
  }
  if (above(min, limit))
    yield invalidValue(at('default'), min, `min value ${min} is greater than default value ${limit}`);
  if (above(limit, max))
    yield invalidValue(at('default'), max, `default value ${limit} is greater than max value ${max}`);
  if (ratio !== undefined) {
    if (compareQuantities(ratio, 1) < 0) {
      yield invalidValue(at('maxLimitRequestRatio'), ratio, `ratio ${ratio} is less than 1`);
    }
    const most = min !== undefined && max !== undefined ? milliValue(max) / milliValue(min) : Number.POSITIVE_INFINITY;
    if (milliValue(ratio) / 1000 > most) {
      const why = `ratio ${ratio} is greater than max/min = ${most.toFixed(6)}`;
      yield invalidValue(at('maxLimitRequestRatio'), ratio, why);
    }
  }
  const differ = limit !== undefined && request !== undefined && compareQuantities(limit, request) !== 0;
  if (!isOvercommitable(name) && differ) {
    const why = `default value ${limit} must equal to defaultRequest value ${request} in ${name}`;
    yield invalidValue(at('defaultRequest'), request, why);
  }
}
