import { invalidValue } from '../api/field-error.ts';
import { isIpv4, isIpv6 } from '../api/names.ts';
import type { Problems } from './problems.ts';

/**
 * Addresses at which nobody else can be reached.
 * Source: v1.35 pkg/apis/core/validation/validation.go ValidateNonSpecialIP
 */
export function* validateNonSpecialIp(address: string, path: string): Problems {
  if (!isIpv4(address) && !isIpv6(address)) {
    yield invalidValue(path, address, 'must be a valid IP address');
    return;
  }
  const lower = address.toLowerCase();
  if (address === '0.0.0.0' || address === '::') {
    yield invalidValue(path, address, `may not be unspecified (${address})`);
  }
  if (address.startsWith('127.') || address === '::1') {
    yield invalidValue(path, address, 'may not be in the loopback range (127.0.0.0/8, ::1/128)');
  }
  if (address.startsWith('169.254.') || /^fe[89ab]/.test(lower)) {
    yield invalidValue(path, address, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)');
  }
  if (address.startsWith('224.0.0.') || /^ff[0-9a-f]2:/.test(lower)) {
    yield invalidValue(path, address, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)');
  }
}
