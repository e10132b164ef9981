import { duplicate, forbiddenField, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, listOf, rowsOf, sameJson, textOf } from '../api/fields.ts';
import { isCidr, isLabelValue, isQualifiedName } from '../api/names.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, type Problems } from './problems.ts';
import { validateQuantity } from './resource-names.ts';
import { entriesOf } from './shared-rules.ts';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Source: v1.35 pkg/apis/core/validation/validation.go validateNodeTaints */
function* validateTaints(taints: unknown): Problems {
  const seen = new Set<string>();
  for (const [index, taint] of rowsOf(taints).entries()) {
    // The server looks at the spec and says metadata.
    const path = `metadata.taints[${index}]`;
    const [key, value, effect] = [textOf(taint.key), textOf(taint.value), textOf(taint.effect)];
    yield* invalids(`${path}.key`, key, isQualifiedName(key));
    const whys = isLabelValue(value);
    if (whys.length > 0) yield invalidValue(`${path}.value`, value, whys.join(';'));
    if (effect === '') yield required(`${path}.effect`);
    else if (!effects.includes(effect)) yield notSupported(`${path}.effect`, effect, effects);
    const pair = `${effect} ${key}`;
    if (seen.has(pair)) {
      const printed = { Key: key, Value: value, Effect: effect, TimeAdded: taint.timeAdded ?? null };
      yield { ...duplicate(path, printed), detail: 'taints must be unique by key and effect pair' };
    }
    seen.add(pair);
  }
}

function* validateAmounts(node: Fields): Problems {
  for (const field of ['capacity', 'allocatable']) {
    for (const [name, amount] of entriesOf(fieldsOf(node.status)[field])) {
      yield* validateQuantity(name, amount, `status.${field}.${name}`);
    }
  }
}

/** Source: ValidateNode */
export function* validateNode(node: Fields): Problems {
  const spec = fieldsOf(node.spec);
  yield* validateObjectMeta(node.metadata, false, subdomainName);
  yield* validateTaints(spec.taints);
  yield* validateAmounts(node);
  const ranges = listOf(spec.podCIDRs).map(textOf);
  for (const [index, range] of ranges.entries()) yield* invalids(`spec.podCIDRs[${index}]`, range, isCidr(range));
  const families = new Set(ranges.map((range) => range.includes(':'))).size;
  if (ranges.length > families) {
    yield invalidValue('spec.podCIDRs', ranges, 'may specify no more than one CIDR for each IP family');
  }
}

/** Source: ValidateNodeUpdate */
export function* validateNodeUpdate(node: Fields, old: Fields): Problems {
  const [spec, before] = [fieldsOf(node.spec), fieldsOf(old.spec)];
  yield* validateAmounts(node);
  if (listOf(before.podCIDRs).length > 0 && !sameJson(listOf(spec.podCIDRs), listOf(before.podCIDRs))) {
    yield forbiddenField('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid');
  }
  const provider = textOf(before.providerID);
  if (provider !== '' && provider !== textOf(spec.providerID)) {
    yield forbiddenField('spec.providerID', 'node updates may not change providerID except from "" to valid');
  }
  yield* validateTaints(spec.taints);
}
