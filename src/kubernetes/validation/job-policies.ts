import { duplicate, type FieldError, invalidValue, notSupported, required, tooLong } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { goQuote } from '../api/go-text.ts';
import { isQualifiedName } from '../api/names.ts';
import { invalids, notNegative, type Problems } from './problems.ts';

const actions = ['Count', 'FailIndex', 'FailJob', 'Ignore'];
const operators = ['In', 'NotIn'];
const valid = (values: readonly string[]) => `valid values: [${values.map((value) => `"${value}"`).join(' ')}]`;

const tooMany = (field: string, actual: number, most: number): FieldError => ({
  type: 'TooMany',
  field,
  value: actual,
  detail: `must have at most ${most} items`,
});

/** An error about the whole of something that is not printed. */
const invalid = (field: string, detail: string): FieldError => ({ type: 'Invalid', field, detail });

/** What a failed Pod means. Source: v1.35 pkg/apis/batch/validation/validation.go validatePodFailurePolicy */
export function* validatePodFailurePolicy(spec: Fields, path: string): Problems {
  const rules = rowsOf(fieldsOf(spec.podFailurePolicy).rules);
  if (rules.length > 20) yield tooMany(`${path}.rules`, rules.length, 20);
  const pod = fieldsOf(fieldsOf(spec.template).spec);
  const names = new Set([...rowsOf(pod.containers), ...rowsOf(pod.initContainers)].map(({ name }) => textOf(name)));
  for (const [index, rule] of rules.entries()) yield* validateRule(rule, spec, names, `${path}.rules[${index}]`);
}

function* validateRule(rule: Fields, spec: Fields, names: ReadonlySet<string>, path: string): Problems {
  const action = textOf(rule.action);
  if (action === '') yield required(`${path}.action`, valid(actions));
  else if (action === 'FailIndex') {
    if (spec.backoffLimitPerIndex === undefined) {
      yield invalidValue(`${path}.action`, action, 'requires the backoffLimitPerIndex to be set');
    }
  } else if (!actions.includes(action)) yield notSupported(`${path}.action`, action, actions);
  const conditions = rowsOf(rule.onPodConditions);
  if (isFields(rule.onExitCodes)) yield* validateExitCodes(rule.onExitCodes, names, `${path}.onExitCodes`);
  if (conditions.length > 0) {
    if (conditions.length > 20) yield tooMany(`${path}.onPodConditions`, conditions.length, 20);
    for (const [index, { type, status }] of conditions.entries()) {
      const here = `${path}.onPodConditions[${index}]`;
      yield* invalids(`${here}.type`, textOf(type), isQualifiedName(textOf(type)));
      const states = ['False', 'True', 'Unknown'];
      if (textOf(status) === '') yield required(`${here}.status`, valid(states));
      else if (!states.includes(textOf(status))) yield notSupported(`${here}.status`, status, states);
    }
  }
  if (isFields(rule.onExitCodes) && conditions.length > 0) {
    yield invalid(path, 'specifying both OnExitCodes and OnPodConditions is not supported');
  }
  if (!isFields(rule.onExitCodes) && conditions.length === 0) {
    yield invalid(path, 'specifying one of OnExitCodes and OnPodConditions is required');
  }
}

function* validateExitCodes(codes: Fields, names: ReadonlySet<string>, path: string): Problems {
  const operator = textOf(codes.operator);
  if (operator === '') yield required(`${path}.operator`, valid(operators));
  else if (!operators.includes(operator)) yield notSupported(`${path}.operator`, operator, operators);
  const container = codes.containerName;
  if (typeof container === 'string' && !names.has(container)) {
    const why = 'must be one of the container or initContainer names in the pod template';
    yield invalidValue(`${path}.containerName`, container, why);
  }
  const values = listOf(codes.values).map((value) => numberOf(value) ?? 0);
  if (values.length === 0) yield invalidValue(`${path}.values`, codes.values ?? null, 'at least one value is required');
  else if (values.length > 255) yield tooMany(`${path}.values`, values.length, 255);
  let ordered = true;
  const seen = new Set<number>();
  for (const [index, value] of values.entries()) {
    const here = `${path}.values[${index}]`;
    if (operator === 'In' && value === 0) yield invalidValue(here, value, 'must not be 0 for the In operator');
    if (seen.has(value)) yield duplicate(here, value);
    seen.add(value);
    if (index > 0 && (values[index - 1] ?? 0) > value) ordered = false;
  }
  if (!ordered) yield invalidValue(`${path}.values`, values, 'must be ordered');
}

/** When an indexed Job is done early. Source: validateSuccessPolicy */
export function* validateSuccessPolicy(spec: Fields, path: string): Problems {
  const rules = rowsOf(fieldsOf(spec.successPolicy).rules);
  if (rules.length === 0)
    yield required(`${path}.rules`, 'at least one rules must be specified when the successPolicy is specified');
  if (rules.length > 20) yield tooMany(`${path}.rules`, rules.length, 20);
  for (const [index, rule] of rules.entries()) {
    const here = `${path}.rules[${index}]`;
    yield* validateSuccessRule(rule, numberOf(spec.completions) ?? 0, here);
  }
}

function* validateSuccessRule(rule: Fields, completions: number, path: string): Problems {
  const count = numberOf(rule.succeededCount);
  const indexes = typeof rule.succeededIndexes === 'string' ? rule.succeededIndexes : undefined;
  if (count === undefined && indexes === undefined) {
    yield required(path, 'at least one of succeededCount or succeededIndexes must be specified');
  }
  const named = indexes === undefined ? 0 : countIndexes(indexes, completions);
  if (indexes !== undefined && indexes.length > longestIndexes)
    yield tooLong(`${path}.succeededIndexes`, '', longestIndexes);
  if (typeof named === 'string')
    yield invalidValue(`${path}.succeededIndexes`, indexes, `error parsing succeededIndexes: ${named}`);
  if (count === undefined) return;
  const field = `${path}.succeededCount`;
  yield* notNegative(field, count);
  if (count > completions) {
    const why = `must be less than or equal to ${completions} (the number of specified completions)`;
    yield invalidValue(field, count, why);
  }
  const all = typeof named === 'string' ? 0 : named;
  if (indexes !== undefined && count > all) {
    const why = `must be less than or equal to ${all} (the number of indexes in the specified succeededIndexes field)`;
    yield invalidValue(field, count, why);
  }
}

/** In bytes. */
const longestIndexes = 64 * 1024;

/** `0,2-5`: how many indexes are named, or why that cannot be told. Source: validateIndexesFormat, parseIndexInterval */
function countIndexes(text: string, completions: number): number | string {
  let total = 0;
  let last = -1;
  for (const interval of text === '' ? [] : text.split(',')) {
    const parts = interval.split('-');
    if (parts.length > 2)
      return `the fragment ${goQuote(interval)} violates the requirement that an index interval can have at most two parts separated by '-'`;
    for (const part of parts) {
      if (!/^[+-]?\d+$/.test(part)) return `cannot convert string to integer for index: ${goQuote(part)}`;
      if (Number(part) >= completions) return `too large index: ${goQuote(part)}`;
    }
    const [first = 0, end = first] = parts.map(Number);
    if (parts.length > 1 && first >= end) return `non-increasing order, previous: ${first}, current: ${end}`;
    if (last >= first) return `non-increasing order, previous: ${last}, current: ${first}`;
    total += end - first + 1;
    last = end;
  }
  return total;
}
