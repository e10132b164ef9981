import { type FieldError, forbiddenField, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, listOf, textOf } from '../api/fields.ts';
import { isIp } from '../api/names.ts';

/**
 * The fields about a Service's own addresses, checked before any is given out.
 * Source: v1.35 pkg/apis/core/validation/validation.go ValidateServiceClusterIPsRelatedFields
 */
export function validateClusterIps(spec: Fields): readonly FieldError[] {
  const families = listOf(spec.ipFamilies).map(String);
  const addresses = listOf(spec.clusterIPs).map(String);
  const policy = textOf(spec.ipFamilyPolicy);
  if (spec.type === 'ExternalName') {
    return [
      ...(families.length > 0 ? [forbiddenField('spec.ipFamilies', 'may not be set for ExternalName services')] : []),
      ...(policy === '' ? [] : [forbiddenField('spec.ipFamilyPolicy', 'may not be set for ExternalName services')]),
      ...(addresses.length > 0 ? [forbiddenField('spec.clusterIPs', 'may not be set for ExternalName services')] : []),
    ];
  }
  const errors: FieldError[] = [];
  if (policy !== '' && !['SingleStack', 'PreferDualStack', 'RequireDualStack'].includes(policy)) {
    errors.push(notSupported('spec.ipFamilyPolicy', policy, ['PreferDualStack', 'RequireDualStack', 'SingleStack']));
  }
  families.forEach((family, index) => {
    const field = `spec.ipFamilies[${index}]`;
    if (family !== 'IPv4' && family !== 'IPv6') errors.push(notSupported(field, family, ['IPv4', 'IPv6']));
    else if (family === 'IPv6') errors.push(invalidValue(field, family, 'not configured on this cluster'));
  });
  if (textOf(spec.clusterIP) !== '' && addresses.length === 0) {
    errors.push(required('spec.clusterIPs'));
  } else if (addresses[0] !== undefined && textOf(spec.clusterIP) !== addresses[0]) {
    errors.push(invalidValue('spec.clusterIPs', addresses, 'first value must match `clusterIP`'));
  }
  if (addresses.length === 1 && addresses[0] === 'None') {
    // Headless is for Services inside the cluster.
    if (spec.type !== 'ClusterIP') {
      errors.push(
        invalidValue('spec.clusterIPs[0]', 'None', `may not be set to 'None' for ${textOf(spec.type)} services`),
      );
    }
  } else {
    addresses.forEach((address, index) => {
      if (index > 0 && address === 'None') {
        errors.push(invalidValue(`spec.clusterIPs[${index}]`, addresses, "'None' must be the first and only value"));
      } else for (const why of isIp(address)) errors.push(invalidValue(`spec.clusterIPs[${index}]`, address, why));
    });
  }
  if (errors.length === 0 && policy === 'RequireDualStack') {
    errors.push(invalidValue('spec.ipFamilyPolicy', policy, 'this cluster is not configured for dual-stack services'));
  }
  return errors;
}
