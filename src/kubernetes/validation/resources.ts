import { duplicate, type FieldError, forbiddenField, invalidValue, required } from '../api/field-error.ts';
import { byText, type Fields, fieldsOf, own, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label } from '../api/names.ts';
import { canonicalQuantity, compareQuantities, parseQuantity } from '../api/quantity.ts';
import { invalids, type Problems } from './problems.ts';
import { isHugePages, isOvercommitable, validateContainerResourceName, validateQuantity } from './resource-names.ts';

type NameRule = (name: string, path: string) => Problems;

/** Pages come whole. Source: v1.35 pkg/apis/core/helper/helpers.go IsHugePageResourceValueDivisible */
function* validatePages(name: string, amount: string, path: string): Problems {
  if (!isHugePages(name)) return;
  const size = parseQuantity(name.slice('hugepages-'.length))?.nanos ?? 0n;
  const total = parseQuantity(amount)?.nanos ?? 0n;
  if (size > 0n && total >= 0n && total % size === 0n) return;
  yield invalidValue(path, amount, `${amount} is not positive integer multiple of ${name}`);
}

/**
 * Requests and limits of one container, or of a Pod as a whole.
 * Source: v1.35 pkg/apis/core/validation/validation.go validateResourceRequirements
 * @param claims the names of the Pod's resource claims
 */
export function* validateResources(
  resources: Fields,
  path: string,
  claims: ReadonlySet<string> = new Set(),
  nameRule: NameRule = validateContainerResourceName,
): Problems {
  const limits = fieldsOf(resources.limits);
  const requests = fieldsOf(resources.requests);
  for (const [name, given] of Object.entries(limits)) {
    const here = `${path}.limits[${name}]`;
    yield* nameRule(name, here);
    yield* validateQuantity(name, given, here);
    yield* validatePages(name, canonicalQuantity(String(given)), here);
  }
  for (const [name, given] of Object.entries(requests)) {
    const here = `${path}.requests[${name}]`;
    yield* nameRule(name, here);
    yield* validateQuantity(name, given, here);
    const amount = canonicalQuantity(String(given));
    yield* compareWithLimit(name, amount, own(limits, name), path);
    yield* validatePages(name, amount, here);
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) {
    yield forbiddenField(path, 'HugePages require cpu or memory');
  }
  yield* validateClaims(resources.claims, claims, `${path}.claims`);
}

function compareWithLimit(name: string, amount: string, given: unknown, path: string): readonly FieldError[] {
  if (given === undefined) {
    if (isOvercommitable(name)) return [];
    return [required(`${path}.limits`, 'Limit must be set for non overcommitable resources')];
  }
  const limit = canonicalQuantity(String(given));
  const difference = compareQuantities(amount, limit);
  if (difference !== 0 && !isOvercommitable(name)) {
    return [invalidValue(`${path}.requests`, amount, `must be equal to ${name} limit of ${limit}`)];
  }
  if (difference <= 0) return [];
  return [invalidValue(`${path}.requests`, amount, `must be less than or equal to ${name} limit of ${limit}`)];
}

/** Source: validateResourceClaimNames */
function* validateClaims(list: unknown, known: ReadonlySet<string>, path: string): Problems {
  const names = new Set<string>();
  for (const [index, claim] of rowsOf(list).entries()) {
    const here = `${path}[${index}]`;
    const [name, request] = [textOf(claim.name), textOf(claim.request)];
    if (name === '') {
      yield required(here);
      continue;
    }
    if (names.has(name)) yield duplicate(here, name);
    else {
      const key = request === '' ? name : `${name}/${request}`;
      if (request !== '') yield* invalids(`${here}.request`, request, isDns1123Label(request));
      if (names.has(key)) yield duplicate(here, key);
      else if (request === '' && [...names].some((other) => other.startsWith(`${name}/`))) yield duplicate(here, name);
      names.add(key);
    }
    if (known.has(name)) continue;
    const list = known.size === 0 ? ' which is empty' : `: ${[...known].sort(byText).join(', ')}`;
    yield {
      type: 'NotFound',
      field: here,
      value: name,
      detail: `must be one of the names in pod.spec.resourceClaims${list}`,
    };
  }
}
