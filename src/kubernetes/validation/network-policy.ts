import { forbiddenField, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isCidr, isIpv4, isPortName, isPortNumber } from '../api/names.ts';
import { validateLabelSelector } from './label-selector.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, type Problems } from './problems.ts';

/** Source: v1.35 pkg/apis/networking/validation/validation.go ValidateNetworkPolicy */
export function* validateNetworkPolicy(policy: Fields): Problems {
  const spec = fieldsOf(policy.spec);
  yield* validateObjectMeta(policy.metadata, true, subdomainName);
  yield* validateLabelSelector(spec.podSelector, 'spec.podSelector');
  for (const [direction, side] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const [index, rule] of rowsOf(spec[direction]).entries()) {
      const here = `spec.${direction}[${index}]`;
      for (const [place, port] of rowsOf(rule.ports).entries()) yield* validatePort(port, `${here}.ports[${place}]`);
      for (const [place, peer] of rowsOf(rule[side]).entries()) yield* validatePeer(peer, `${here}.${side}[${place}]`);
    }
  }
  const types = listOf(spec.policyTypes);
  if (types.length > 2) {
    yield invalidValue('spec.policyTypes', types, 'may not specify more than two policyTypes');
    return;
  }
  for (const [index, type] of types.entries()) {
    if (type !== 'Ingress' && type !== 'Egress') {
      yield notSupported(`spec.policyTypes[${index}]`, type, ['Ingress', 'Egress']);
    }
  }
}

function* validatePort({ protocol, port, endPort }: Fields, path: string): Problems {
  const protocols = ['TCP', 'UDP', 'SCTP'];
  if (protocol !== undefined && !protocols.includes(textOf(protocol))) {
    yield notSupported(`${path}.protocol`, protocol, protocols);
  }
  const end = numberOf(endPort);
  if (typeof port === 'number') {
    yield* invalids(`${path}.port`, port, isPortNumber(port));
    if (end === undefined) return;
    if (end < port) yield invalidValue(`${path}.endPort`, end, 'must be greater than or equal to `port`');
    yield* invalids(`${path}.endPort`, end, isPortNumber(end));
    return;
  }
  const missing = typeof port === 'string' ? 'non-numeric' : 'not specified';
  if (end !== undefined) yield invalidValue(`${path}.endPort`, end, `may not be specified when \`port\` is ${missing}`);
  if (typeof port === 'string') yield* invalids(`${path}.port`, port, isPortName(port));
}

function* validatePeer(peer: Fields, path: string): Problems {
  const given = ['podSelector', 'namespaceSelector', 'ipBlock'].filter((field) => isFields(peer[field]));
  for (const field of given) {
    if (field === 'ipBlock') yield* validateIpBlock(fieldsOf(peer.ipBlock), `${path}.ipBlock`);
    else yield* validateLabelSelector(peer[field], `${path}.${field}`);
  }
  if (given.length === 0) yield required(path, 'must specify a peer');
  else if (given.length > 1 && isFields(peer.ipBlock)) {
    yield forbiddenField(path, 'may not specify both ipBlock and another peer');
  }
}

function* validateIpBlock({ cidr, except }: Fields, path: string): Problems {
  const block = textOf(cidr);
  if (block === '') {
    yield required(`${path}.cidr`);
    return;
  }
  const whys = isCidr(block);
  yield* invalids(`${path}.cidr`, block, whys);
  if (whys.length > 0) return;
  for (const [index, part] of listOf(except).map(textOf).entries()) {
    const here = `${path}.except[${index}]`;
    const problems = isCidr(part);
    yield* invalids(here, part, problems);
    if (problems.length === 0 && !isStrictSubset(part, block)) {
      yield invalidValue(here, part, 'must be a strict subset of `cidr`');
    }
  }
}

/** IPv6 blocks are compared by their text only as far as they are IPv4's; others count as inside. */
function isStrictSubset(part: string, block: string): boolean {
  const [address = '', length = ''] = part.split('/');
  const [base = '', most = ''] = block.split('/');
  if (Number(most) >= Number(length)) return false;
  if (!isIpv4(address) || !isIpv4(base)) return isIpv4(address) === isIpv4(base);
  const bits = (text: string) =>
    text
      .split('.')
      .map((octet) => Number(octet).toString(2).padStart(8, '0'))
      .join('');
  return bits(address).startsWith(bits(base).slice(0, Number(most)));
}
