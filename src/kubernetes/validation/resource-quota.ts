import { invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, rowsOf, textOf } from '../api/fields.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import type { Problems } from './problems.ts';
import { isQuotaName, validateQuantity, validateQuotaResourceName } from './resource-names.ts';
import { entriesOf } from './shared-rules.ts';

const ofPods = new Set([
  'Terminating',
  'NotTerminating',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
]);
const scopes = new Set([...ofPods, 'BestEffort', 'VolumeAttributesClass']);
const computed = new Set('cpu memory limits.cpu limits.memory requests.cpu requests.memory'.split(' '));

/** Source: v1.35 pkg/apis/core/helper/helpers.go IsResourceQuotaScopeValidForResource */
function isValidFor(scope: string, name: string): boolean {
  if (ofPods.has(scope)) return name === 'pods' || computed.has(name);
  return scope !== 'BestEffort' || name === 'pods';
}

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateResourceQuota */
export function* validateResourceQuota(quota: Fields): Problems {
  const spec = fieldsOf(quota.spec);
  const hard = entriesOf(spec.hard);
  yield* validateObjectMeta(quota.metadata, true, subdomainName);
  for (const [name, amount] of hard) {
    yield* validateQuotaResourceName(name, `spec.hard[${name}]`);
    yield* validateQuantity(name, amount, `spec.hard[${name}]`);
  }
  const names = hard.map(([name]) => name).filter(isQuotaName);
  yield* validateScopes(listOf(spec.scopes).map(textOf), names);
  if (isFields(spec.scopeSelector)) yield* validateScopeSelector(spec.scopeSelector, names);
}

const exclusive = [
  ['BestEffort', 'NotBestEffort'],
  ['NotTerminating', 'Terminating'],
] as const;

function* validateScopes(given: readonly string[], names: readonly string[]): Problems {
  const path = 'spec.scopes';
  for (const scope of given) {
    if (!scopes.has(scope)) yield invalidValue(path, given, 'unsupported scope');
    for (const name of names) {
      if (!isValidFor(scope, name)) yield invalidValue(path, given, 'unsupported scope applied to resource');
    }
  }
  for (const pair of exclusive) {
    if (pair.every((scope) => given.includes(scope))) yield invalidValue(path, given, 'conflicting scopes');
  }
}

const existsOnly =
  "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";

/** Source: validateScopedResourceSelectorRequirement */
function* validateScopeSelector(selector: Fields, names: readonly string[]): Problems {
  const path = 'spec.scopeSelector.matchExpressions';
  const given = rowsOf(selector.matchExpressions);
  const printed = {
    MatchExpressions: given.map(({ scopeName, operator, values }) => ({
      ScopeName: textOf(scopeName),
      Operator: textOf(operator),
      Values: values ?? null,
    })),
  };
  for (const { scopeName, operator, values } of given) {
    const scope = textOf(scopeName);
    if (!scopes.has(scope)) yield invalidValue(`${path}.scopeName`, scope, 'unsupported scope');
    for (const name of names) {
      if (!isValidFor(scope, name)) yield invalidValue(path, printed, 'unsupported scope applied to resource');
    }
    const plain = scope !== 'PriorityClass' && scope !== 'VolumeAttributesClass' && scopes.has(scope);
    if (plain && operator !== 'Exists') yield invalidValue(`${path}.operator`, textOf(operator), existsOnly);
    if (operator === 'In' || operator === 'NotIn') {
      const why = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector";
      if (listOf(values).length === 0) yield required(`${path}.values`, why);
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      const why = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector";
      if (listOf(values).length > 0) yield invalidValue(`${path}.values`, values, why);
    } else yield invalidValue(`${path}.operator`, textOf(operator), 'not a valid selector operator');
  }
  const all = given.map(({ scopeName }) => textOf(scopeName));
  for (const pair of exclusive) {
    if (pair.every((scope) => all.includes(scope)))
      yield invalidValue('spec.scopeSelector.matchExpressions', null, 'conflicting scopes');
  }
}
