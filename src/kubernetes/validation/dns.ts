import { invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, rowsOf, textOf } from '../api/fields.ts';
import { isIp, isSubdomainWithUnderscore } from '../api/names.ts';
import { invalids, type Problems } from './problems.ts';

/** Source: v1.35 pkg/apis/core/validation/validation.go validateDNSPolicy */
export function* validateDnsPolicy({ dnsPolicy }: Fields, path: string): Problems {
  const policies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
  if (textOf(dnsPolicy) === '') yield required(path);
  else if (!policies.includes(textOf(dnsPolicy))) yield notSupported(path, dnsPolicy, policies);
}

/** Source: validatePodDNSConfig */
export function* validateDnsConfig({ dnsConfig, dnsPolicy }: Fields, path: string): Problems {
  const config = fieldsOf(dnsConfig);
  const servers = listOf(config.nameservers);
  if (dnsPolicy === 'None') {
    if (!isFields(dnsConfig)) {
      yield required(path, 'must provide `dnsConfig` when `dnsPolicy` is None');
      return;
    }
    if (servers.length === 0)
      yield required(`${path}.nameservers`, 'must provide at least one DNS nameserver when `dnsPolicy` is None');
    if (servers.length === 0) return;
  }
  if (servers.length > 3) yield invalidValue(`${path}.nameservers`, servers, 'must not have more than 3 nameservers');
  for (const [index, server] of servers.entries()) {
    yield* invalids(`${path}.nameservers[${index}]`, server, isIp(textOf(server)));
  }
  const searches = listOf(config.searches).map(textOf);
  if (searches.length > 32) yield invalidValue(`${path}.searches`, searches, 'must not have more than 32 search paths');
  if (searches.join(' ').length > 2048) {
    const why = 'must not have more than 2048 characters (including spaces) in the search list';
    yield invalidValue(`${path}.searches`, searches, why);
  }
  for (const [index, search] of searches.entries()) {
    // A dot at the end makes a name absolute; `.` alone is the root.
    if (search === '.') continue;
    const name = search.replace(/\.$/, '');
    yield* invalids(`${path}.searches[${index}]`, name, isSubdomainWithUnderscore(name));
  }
  for (const [index, option] of rowsOf(config.options).entries()) {
    if (textOf(option.name) === '') yield required(`${path}.options[${index}]`, 'must not be empty');
  }
}
