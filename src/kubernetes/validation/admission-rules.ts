import { duplicate, invalidValue, required } from '../api/field-error.ts';
import { type Fields, listOf, rowsOf, textOf } from '../api/fields.ts';
import { isPathSegmentName, isQualifiedName } from '../api/names.ts';
import { invalids, oneOf, type Problems } from './problems.ts';

/** Source: v1.35 pkg/apis/admissionregistration/validation/validation.go validateResources */
function* validateResources(resources: readonly unknown[], path: string): Problems {
  if (resources.length === 0) yield required(path);
  const wholeOf = new Set<string>();
  const everywhere = new Set<string>();
  for (const [index, given] of resources.entries()) {
    const text = textOf(given);
    const here = `${path}[${index}]`;
    if (text === '') yield required(here);
    const slash = text.indexOf('/');
    if (slash < 0) continue;
    const [resource, sub] = [text.slice(0, slash), text.slice(slash + 1)];
    if (wholeOf.has(resource))
      yield invalidValue(here, text, `if '${resource}/*' is present, must not specify ${text}`);
    if (everywhere.has(sub)) yield invalidValue(here, text, `if '*/${sub}' is present, must not specify ${text}`);
    if (sub === '*') wholeOf.add(resource);
    if (resource === '*') everywhere.add(sub);
  }
  if (resources.length > 1 && resources.includes('*/*'))
    yield invalidValue(path, resources, "if '*/*' is present, must not specify other resources");
  // Only the last resource without a subresource counts.
  const last = resources.map(textOf).findLast((text) => !text.includes('/'));
  if (resources.includes('*') && last !== undefined && last !== '*')
    yield invalidValue(path, resources, "if '*' is present, must not specify other resources without subresources");
}

const alone = function* (values: readonly unknown[], path: string, others: string): Problems {
  if (values.length === 0) yield required(path);
  if (values.length > 1 && values.includes('*'))
    yield invalidValue(path, values, `if '*' is present, must not specify other ${others}`);
};

/** Which requests a webhook or a policy is about. Source: the same file, validateRuleWithOperations, validateRule */
export function* validateRule(rule: Fields, path: string): Problems {
  const [operations, versions] = [listOf(rule.operations), listOf(rule.apiVersions)];
  yield* alone(operations, `${path}.operations`, 'operations');
  for (const [index, operation] of operations.entries()) {
    yield* oneOf(`${path}.operations[${index}]`, operation, ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE']);
  }
  yield* alone(listOf(rule.apiGroups), `${path}.apiGroups`, 'API groups');
  yield* alone(versions, `${path}.apiVersions`, 'API versions');
  for (const [index, version] of versions.entries()) {
    if (version === '') yield required(`${path}.apiVersions[${index}]`);
  }
  yield* validateResources(listOf(rule.resources), `${path}.resources`);
  yield* oneOf(`${path}.scope`, rule.scope, ['*', 'Cluster', 'Namespaced']);
}

/** A rule that may be about single objects. Source: the same file, validateNamedRuleWithOperations */
export function* validateNamedRule(rule: Fields, path: string): Problems {
  const seen = new Set<unknown>();
  for (const [index, name] of listOf(rule.resourceNames).entries()) {
    yield* invalids(`${path}.resourceNames[${index}]`, name, isPathSegmentName(textOf(name)));
    if (seen.has(name)) yield duplicate(`${path}.resourceNames[${index}]`, name);
    seen.add(name);
  }
  yield* validateRule(rule, path);
}

/** Their expressions are not compiled here. Source: the same file, validateMatchConditions */
export function* validateMatchConditions(given: unknown, path: string): Problems {
  const conditions = rowsOf(given);
  const seen = new Set<string>();
  if (conditions.length > 64)
    yield { type: 'TooMany', field: path, value: conditions.length, detail: 'must have at most 64 items' };
  for (const [index, condition] of conditions.entries()) {
    const here = `${path}[${index}]`;
    const name = textOf(condition.name);
    if (textOf(condition.expression).trim() === '') yield required(`${here}.expression`);
    if (name === '') yield required(`${here}.name`);
    else yield* invalids(`${here}.name`, name, isQualifiedName(name));
    if (name !== '' && seen.has(name)) yield duplicate(`${here}.name`, name);
    seen.add(name);
  }
}
