import { invalidValue, required } from '../api/field-error.ts';
import { isDns1123Subdomain } from '../api/names.ts';
import { invalids, type Problems } from './problems.ts';

const path = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";

/** `acme.io/foo`: who asks, and for what. Source: v1.35 apimachinery pkg/util/validation/validation.go IsDomainPrefixedPath */
export function* validateDomainPrefixedPath(value: string, field: string): Problems {
  if (value === '') {
    yield required(field);
    return;
  }
  const slash = value.indexOf('/');
  const [domain, rest] = slash < 0 ? ['', ''] : [value.slice(0, slash), value.slice(slash + 1)];
  if (domain === '' || rest === '') {
    yield invalidValue(field, value, 'must be a domain-prefixed path (such as "acme.io/foo")');
    return;
  }
  yield* invalids(field, domain, isDns1123Subdomain(domain));
  if (!new RegExp(`^${path}$`).test(rest)) {
    yield invalidValue(field, rest, `Invalid path (regex used for validation is '${path}')`);
  }
}
