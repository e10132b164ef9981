import type { ClusterView, Draw } from '../api/calls.ts';
import { type FieldError, invalidValue } from '../api/field-error.ts';
import { type Fields, fieldsOf, listOf, numberOf, rowsOf, sameJson, textOf } from '../api/fields.ts';
import { isIpv6 } from '../api/names.ts';
import { validateClusterIps } from '../validation/service-addresses.ts';
import { drawnNodePort, needsNodePort, withNodePorts } from './service-node-ports.ts';

/** 10.96.0.0/12, kubeadm's service range. */
const rangeStart = 10 * 2 ** 24 + 96 * 2 ** 16;
const rangeSize = 2 ** 20;
/** The lower end is left to people who choose an address. Source: v1.35 pkg/registry/core/service/ipallocator calculateRangeOffset */
const chosenByPeople = 256;

export type Allocated = { readonly spec: Fields } | { readonly errors: readonly FieldError[] };

const dotted = (address: number) => [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
const undotted = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const needsAddress = (spec: Fields) => ['ClusterIP', 'NodePort', 'LoadBalancer'].includes(textOf(spec.type));

/**
 * The addresses and ports that a Service gets before anything else of it is checked.
 * What the old Service had and the new one does not mention stays.
 * Source: v1.35 pkg/registry/core/service/storage/{storage,alloc}.go
 */
export function allocate(
  name: string,
  given: Fields,
  old: Fields | undefined,
  view: ClusterView,
  draw: Draw,
): Allocated {
  const spec = withPolicy(keepWhatItHad(synchronised(given, old), old), old);
  const others = view
    .list('services')
    .map(fieldsOf)
    .filter((service) => old === undefined || fieldsOf(service.metadata).name !== name)
    .map((service) => fieldsOf(service.spec));
  if (!needsAddress(spec)) return { spec: withoutAddresses(synchronised(given, old), old) };
  const problems = validateClusterIps(spec);
  if (problems.length > 0) return { errors: problems };
  const families = withFamilies(spec);
  if ('errors' in families) return families;
  const addressed = withAddress(families.spec, old, others, draw);
  if ('errors' in addressed) return addressed;
  const ported = withNodePorts(addressed.spec, old, others, draw);
  return 'errors' in ported ? ported : withHealthCheck(ported.spec, old, others, draw);
}

/** `clusterIP` and `clusterIPs[0]` are one and the same. */
function synchronised(spec: Fields, old: Fields | undefined): Fields {
  const single = textOf(spec.clusterIP);
  const list = listOf(spec.clusterIPs);
  // Who changes the one means the other too.
  const before = listOf(old?.clusterIPs);
  if (old !== undefined && single !== '' && single !== old.clusterIP && sameJson(list, before)) {
    return { ...spec, clusterIPs: [single] };
  }
  if (single !== '' && list.length === 0) return { ...spec, clusterIPs: [single] };
  return single === '' && list.length > 0 ? { ...spec, clusterIP: list[0] } : spec;
}

function keepWhatItHad(spec: Fields, old: Fields | undefined): Fields {
  if (old === undefined || !needsAddress(spec) || !needsAddress(old)) return spec;
  const addressed =
    textOf(spec.clusterIP) === '' ? { ...spec, clusterIP: old.clusterIP, clusterIPs: old.clusterIPs } : spec;
  if (!needsNodePort(spec) || !needsNodePort(old)) return addressed;
  const before = rowsOf(old.ports);
  const ports = rowsOf(addressed.ports).map((port) => {
    const same = before.find((other) => other.port === port.port && other.protocol === port.protocol);
    return numberOf(port.nodePort) || same?.nodePort === undefined ? port : { ...port, nodePort: same.nodePort };
  });
  return { ...addressed, ports };
}

/** What became an ExternalName loses its families; who asks for one from the start may not name any. */
function withoutAddresses(spec: Fields, old: Fields | undefined): Fields {
  const { ipFamilies: _families, ipFamilyPolicy: _policy, ...rest } = spec;
  return spec.type === 'ExternalName' && old !== undefined && needsAddress(old) ? rest : spec;
}

/** Without a selector and without an address, whoever writes the endpoints says which families they are of. */
const isOpen = (spec: Fields) => spec.clusterIP === 'None' && Object.keys(fieldsOf(spec.selector)).length === 0;

function withPolicy(spec: Fields, old: Fields | undefined): Fields {
  if (spec.ipFamilyPolicy !== undefined || !needsAddress(spec)) return spec;
  const usual = isOpen(spec) ? 'RequireDualStack' : 'SingleStack';
  return { ...spec, ipFamilyPolicy: old?.ipFamilyPolicy ?? usual };
}

/** The families of the Service's addresses, in a cluster that has IPv4 alone. Source: initIPFamilyFields */
function withFamilies(spec: Fields): Allocated {
  const [addresses, asked] = [listOf(spec.clusterIPs).map(textOf), listOf(spec.ipFamilies).map(textOf)];
  const policy = spec.ipFamilyPolicy;
  const errors: FieldError[] = [];
  if (policy === 'SingleStack') {
    const why = "must be 'RequireDualStack' or 'PreferDualStack' when multiple";
    const field = 'spec.ipFamilyPolicy';
    if (addresses.length === 2) errors.push(invalidValue(field, policy, `${why} cluster IPs are specified`));
    if (asked.length === 2) errors.push(invalidValue(field, policy, `${why} IP families are specified`));
  }
  for (const [index, address] of addresses.entries()) {
    if (index < asked.length || !isIpv6(address)) continue;
    errors.push(invalidValue(`spec.clusterIPs[${index}]`, addresses, 'IPv6 is not configured on this cluster'));
  }
  if (errors.length > 0) return { errors };
  const families = asked.length > 0 ? asked : ['IPv4'];
  if (isOpen(spec)) {
    const other = families[0] === 'IPv4' ? 'IPv6' : 'IPv4';
    const both = families.length === 1 && policy !== 'SingleStack';
    return { spec: { ...spec, ipFamilies: both ? [...families, other] : families } };
  }
  if (policy === 'RequireDualStack') {
    const why = 'this cluster is not configured for dual-stack services';
    errors.push(invalidValue('spec.ipFamilyPolicy', policy, why));
  }
  for (const [index, family] of families.entries()) {
    if (family === 'IPv4') continue;
    errors.push(invalidValue(`spec.ipFamilies[${index}]`, family, 'not configured on this cluster'));
  }
  return errors.length > 0 ? { errors } : { spec: { ...spec, ipFamilies: families } };
}

function withAddress(spec: Fields, old: Fields | undefined, others: readonly Fields[], draw: Draw): Allocated {
  const wanted = textOf(spec.clusterIP);
  // That an address changes is refused later, in other words than that it cannot be had.
  const has = old !== undefined && textOf(old.clusterIP) !== '';
  if (wanted === 'None' || (has && wanted !== '')) return { spec };
  const taken = new Set(['10.96.0.1', ...others.map((other) => textOf(other.clusterIP))]);
  if (wanted === '') {
    const usable = rangeSize - chosenByPeople - 2;
    let offset = Math.floor(draw() * usable);
    while (taken.has(dotted(rangeStart + chosenByPeople + 1 + offset))) offset = (offset + 1) % usable;
    const address = dotted(rangeStart + chosenByPeople + 1 + offset);
    return { spec: { ...spec, clusterIP: address, clusterIPs: [address] } };
  }
  const place = undotted(wanted) - rangeStart;
  const refuse = (why: string): Allocated => ({
    errors: [invalidValue('spec.clusterIPs', spec.clusterIPs, `failed to allocate IP ${wanted}: ${why}`)],
  });
  if (place <= 0 || place >= rangeSize - 1) return refuse('the provided network does not match the current range');
  return taken.has(wanted) ? refuse('provided IP is already allocated') : { spec };
}

const needsHealthCheck = (spec: Fields) => spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';

/** A balancer that sends to some nodes only must be able to ask which. Source: v1.35 pkg/registry/core/service/storage/alloc.go allocHealthCheckNodePort */
function withHealthCheck(spec: Fields, old: Fields | undefined, others: readonly Fields[], draw: Draw): Allocated {
  if (!needsHealthCheck(spec)) {
    if (old === undefined || !needsHealthCheck(old)) return { spec };
    const { healthCheckNodePort: _given, ...rest } = spec;
    return { spec: rest };
  }
  const had = old === undefined || !needsHealthCheck(old) ? undefined : numberOf(old.healthCheckNodePort);
  if (numberOf(spec.healthCheckNodePort) !== undefined) return { spec };
  if (had !== undefined) return { spec: { ...spec, healthCheckNodePort: had } };
  const services = [spec, ...others];
  const taken = new Set([
    ...services.flatMap((service) => rowsOf(service.ports)).map(({ nodePort }) => nodePort),
    ...services.map(({ healthCheckNodePort }) => healthCheckNodePort),
  ]);
  return { spec: { ...spec, healthCheckNodePort: drawnNodePort(taken, draw) } };
}
