import { duplicate, type FieldError, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, listOf, textOf } from '../api/fields.ts';
import { isIp, isIpv6 } from '../api/names.ts';

const families = ['IPv4', 'IPv6'];
const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];

/**
 * The fields about a Service's own addresses, checked before any is given out.
 * Source: v1.35 pkg/apis/core/validation/validation.go ValidateServiceClusterIPsRelatedFields
 */
export function validateClusterIps(spec: Fields): readonly FieldError[] {
  if (spec.type === 'ExternalName') return [];
  const addresses = listOf(spec.clusterIPs).map(String);
  const given = listOf(spec.ipFamilies).map(String);
  const policy = spec.ipFamilyPolicy;
  const errors: FieldError[] = [...synchronised(textOf(spec.clusterIP), addresses)];
  given.forEach((family, index) => {
    const field = `spec.ipFamilies[${index}]`;
    if (!families.includes(family)) errors.push(notSupported(field, family, families));
    if (given.indexOf(family) < index) errors.push(duplicate(field, family));
  });
  if (policy !== undefined && !policies.includes(textOf(policy)))
    errors.push(notSupported('spec.ipFamilyPolicy', policy, policies));
  const wrong = addresses.flatMap((address, index) => {
    if (index > 0 || address !== 'None')
      return isIp(address).map((why) => invalidValue(`spec.clusterIPs[${index}]`, address, why));
    const alone = addresses.length === 1;
    return alone ? [] : [invalidValue('spec.clusterIPs', addresses, "'None' must be the first and only value")];
  });
  errors.push(...wrong);
  if (addresses.length > 2) errors.push(invalidValue('spec.clusterIPs', addresses, 'may only hold up to 2 values'));
  // What follows would only repeat that an address is none.
  return wrong.length > 0 ? errors : [...errors, ...matched(addresses, given)];
}

function synchronised(single: string, addresses: readonly string[]): readonly FieldError[] {
  const field = 'spec.clusterIPs';
  if (single === '') {
    if (addresses.length === 0) return [];
    return [invalidValue(field, addresses, 'must be empty when `clusterIP` is not specified')];
  }
  if (addresses.length === 0) return [required(field)];
  return addresses[0] === single ? [] : [invalidValue(field, addresses, 'first value must match `clusterIP`')];
}

/** One address of each family at most, in the order of the families. */
function matched(addresses: readonly string[], given: readonly string[]): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (addresses.length > 1 && new Set(addresses.map(isIpv6)).size < 2) {
    errors.push(invalidValue('spec.clusterIPs', addresses, 'may specify no more than one IP for each IP family'));
  }
  if (addresses[0] === 'None') return errors;
  addresses.forEach((address, index) => {
    const family = given[index];
    const fits = isIpv6(address) ? family !== 'IPv4' : family !== 'IPv6';
    if (fits) return;
    const why = `expected an ${family} value as indicated by \`ipFamilies[${index}]\``;
    errors.push(invalidValue(`spec.clusterIPs[${index}]`, address, why));
  });
  return errors;
}
