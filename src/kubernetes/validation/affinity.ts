import { duplicate, forbiddenField, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label, isDns1123Subdomain, isLabelValue, isQualifiedName } from '../api/names.ts';
import { validateLabelSelector, validateOperator } from './label-selector.ts';
import { invalids, oneOf, type Problems } from './problems.ts';

const requiredList = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferredList = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Source: v1.35 pkg/apis/core/validation/validation.go validateAffinity */
export function* validateAffinity(value: unknown, path: string): Problems {
  const { nodeAffinity, podAffinity, podAntiAffinity } = fieldsOf(value);
  if (isFields(nodeAffinity)) yield* validateNodeAffinity(nodeAffinity, `${path}.nodeAffinity`);
  if (isFields(podAffinity)) yield* validatePodAffinity(podAffinity, `${path}.podAffinity`);
  if (isFields(podAntiAffinity)) yield* validatePodAffinity(podAntiAffinity, `${path}.podAntiAffinity`);
}

function* validateWeight(item: Fields, path: string): Problems {
  const weight = numberOf(item.weight) ?? 0;
  if (weight <= 0 || weight > 100) yield invalidValue(`${path}.weight`, weight, 'must be in the range 1-100');
}

function* validateNodeAffinity(affinity: Fields, path: string): Problems {
  const needed = affinity[requiredList];
  if (isFields(needed)) yield* validateNodeSelector(needed, `${path}.${requiredList}`);
  for (const [index, item] of rowsOf(affinity[preferredList]).entries()) {
    const here = `${path}.${preferredList}[${index}]`;
    yield* validateWeight(item, here);
    // A preference for what cannot be is only warned of.
    yield* validateTerm(fieldsOf(item.preference), `${here}.preference`, false);
  }
}

/** Source: ValidateNodeSelector */
export function* validateNodeSelector(selector: Fields, path: string): Problems {
  const terms = rowsOf(selector.nodeSelectorTerms);
  const here = `${path}.nodeSelectorTerms`;
  if (terms.length === 0) yield required(here, 'must have at least one node selector term');
  for (const [index, term] of terms.entries()) yield* validateTerm(term, `${here}[${index}]`, true);
}

function* validateTerm(term: Fields, path: string, checksValues: boolean): Problems {
  for (const [index, expression] of rowsOf(term.matchExpressions).entries()) {
    const here = `${path}.matchExpressions[${index}]`;
    yield* validateOperator(expression, here, 'not a valid selector operator', true);
    yield* invalids(`${here}.key`, textOf(expression.key), isQualifiedName(textOf(expression.key)));
    if (!checksValues) continue;
    for (const [place, item] of listOf(expression.values).entries()) {
      yield* invalids(`${here}.values[${place}]`, item, isLabelValue(textOf(item)));
    }
  }
  for (const [index, field] of rowsOf(term.matchFields).entries()) {
    yield* validateFieldTerm(field, `${path}.matchFields[${index}]`);
  }
}

/** Only the name of the node can be asked for. Source: ValidateNodeFieldSelectorRequirement */
function* validateFieldTerm(term: Fields, path: string): Problems {
  const [key, operator, values] = [textOf(term.key), textOf(term.operator), listOf(term.values).map(textOf)];
  if (operator !== 'In' && operator !== 'NotIn') {
    yield invalidValue(`${path}.operator`, operator, 'not a valid selector operator');
  } else if (values.length !== 1) {
    yield required(
      `${path}.values`,
      "must be only one value when `operator` is 'In' or 'NotIn' for node field selector",
    );
  }
  if (key !== 'metadata.name') yield invalidValue(`${path}.key`, key, 'not a valid field selector key');
  else
    for (const [index, name] of values.entries())
      yield* invalids(`${path}.values[${index}]`, name, isDns1123Subdomain(name));
}

function* validatePodAffinity(affinity: Fields, path: string): Problems {
  for (const [index, term] of rowsOf(affinity[requiredList]).entries()) {
    yield* validatePodTerm(term, `${path}.${requiredList}[${index}]`);
  }
  for (const [index, item] of rowsOf(affinity[preferredList]).entries()) {
    const here = `${path}.${preferredList}[${index}]`;
    yield* validateWeight(item, here);
    yield* validatePodTerm(fieldsOf(item.podAffinityTerm), `${here}.podAffinityTerm`);
  }
}

/** Source: validatePodAffinityTerm */
function* validatePodTerm(term: Fields, path: string): Problems {
  const key = textOf(term.topologyKey);
  yield* validateLabelSelector(term.labelSelector, `${path}.labelSelector`);
  yield* validateLabelSelector(term.namespaceSelector, `${path}.namespaceSelector`);
  for (const name of listOf(term.namespaces).map(textOf)) {
    yield* invalids(`${path}.namespace`, name, isDns1123Label(name));
  }
  yield* validateLabelKeys(term, path);
  if (key === '') yield required(`${path}.topologyKey`, 'can not be empty');
  yield* invalids(`${path}.topologyKey`, key, isQualifiedName(key));
}

/**
 * Keys whose values come from the Pod's own labels. By now the selector holds an expression for each of them, so a key
 * that was in the selector before is there twice.
 * Source: ValidateMatchLabelKeysAndMismatchLabelKeys
 */
function* validateLabelKeys(owner: Fields, path: string): Problems {
  const [same, other] = [listOf(owner.matchLabelKeys).map(textOf), listOf(owner.mismatchLabelKeys).map(textOf)];
  for (const [field, keys] of [
    ['matchLabelKeys', same],
    ['mismatchLabelKeys', other],
  ] as const) {
    if (keys.length > 0 && owner.labelSelector === undefined) {
      yield forbiddenField(`${path}.${field}`, 'must not be specified when labelSelector is not set');
      continue;
    }
    for (const [index, key] of keys.entries()) yield* invalids(`${path}.${field}[${index}]`, key, isQualifiedName(key));
  }
  if (isFields(owner.labelSelector)) {
    const seen = new Set(Object.keys(fieldsOf(owner.labelSelector.matchLabels)));
    for (const key of rowsOf(owner.labelSelector.matchExpressions).map((expression) => textOf(expression.key))) {
      const index = same.lastIndexOf(key);
      // The index is that of the key in its list, the name of the list is left out.
      if (index >= 0 && seen.has(key))
        yield invalidValue(`${path}[${index}]`, key, 'exists in both matchLabelKeys and labelSelector');
      seen.add(key);
    }
  }
  for (const [index, key] of same.entries()) {
    if (!other.includes(key)) continue;
    const why = 'exists in both matchLabelKeys and mismatchLabelKeys';
    yield invalidValue(`${path}.matchLabelKeys[${index}]`, key, why);
  }
}

const actions = ['DoNotSchedule', 'ScheduleAnyway'];

/** Source: validateTopologySpreadConstraints */
export function* validateTopologySpread(list: unknown, path: string): Problems {
  const constraints = rowsOf(list);
  for (const [index, constraint] of constraints.entries()) {
    const here = `${path}[${index}]`;
    const [skew, key, when] = [
      numberOf(constraint.maxSkew) ?? 0,
      textOf(constraint.topologyKey),
      textOf(constraint.whenUnsatisfiable),
    ];
    if (skew <= 0) yield invalidValue(`${here}.maxSkew`, skew, 'must be greater than zero');
    if (key === '') yield required(`${here}.topologyKey`, 'can not be empty');
    if (!actions.includes(when)) {
      yield notSupported(`${here}.whenUnsatisfiable`, when, actions);
    }
    // The earlier of two that are alike is the one named.
    const again = constraints
      .slice(index + 1)
      .some((other) => textOf(other.topologyKey) === key && textOf(other.whenUnsatisfiable) === when);
    if (again) yield duplicate(`${here}.{topologyKey, whenUnsatisfiable}`, `{${key}, ${when}}`);
    const domains = numberOf(constraint.minDomains);
    if (domains !== undefined && domains <= 0) {
      yield invalidValue(`${here}.minDomains`, domains, 'must be greater than zero');
    }
    if (domains !== undefined && when !== 'DoNotSchedule') {
      const why = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${when}`;
      yield invalidValue(`${here}.minDomains`, domains, why);
    }
    for (const field of ['nodeAffinityPolicy', 'nodeTaintsPolicy'])
      yield* oneOf(`${here}.${field}`, constraint[field], ['Honor', 'Ignore']);
    yield* validateLabelKeys(constraint, here);
    yield* validateLabelSelector(constraint.labelSelector, `${here}.labelSelector`);
  }
}
