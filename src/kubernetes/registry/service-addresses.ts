import type { ClusterView, Draw } from '../api/calls.ts';
import { type FieldError, invalidValue } from '../api/field-error.ts';
import { type Fields, fieldsOf, listOf, numberOf, rowsOf, sameJson, textOf } from '../api/fields.ts';
import { validateClusterIps } from '../validation/service-addresses.ts';

/** 10.96.0.0/12, kubeadm's service range. */
const rangeStart = 10 * 2 ** 24 + 96 * 2 ** 16;
const rangeSize = 2 ** 20;
/** The lower end is left to people who choose an address. Source: v1.35 pkg/registry/core/service/ipallocator calculateRangeOffset */
const chosenByPeople = 256;
const firstPort = 30000;
const lastPort = 32767;
/** Likewise for ports. Source: v1.35 pkg/registry/core/service/portallocator calculateRangeOffset */
const portsChosenByPeople = 86;

export type Allocated = { readonly spec: Fields } | { readonly errors: readonly FieldError[] };

const dotted = (address: number) => [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
const undotted = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

const needsAddress = (spec: Fields) => ['ClusterIP', 'NodePort', 'LoadBalancer'].includes(textOf(spec.type));
const needsNodePort = (spec: Fields) =>
  spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);

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
  const spec = keepWhatItHad(synchronised(given, old), old);
  const others = view
    .list('services')
    .map(fieldsOf)
    .filter((service) => old === undefined || fieldsOf(service.metadata).name !== name)
    .map((service) => fieldsOf(service.spec));
  if (!needsAddress(spec)) return { spec: withoutAddresses(spec) };
  const problems = validateClusterIps(spec);
  if (problems.length > 0) return { errors: problems };
  const addressed = withAddress(withFamilies(spec), old, others, draw);
  if ('errors' in addressed) return addressed;
  const ported = withPorts(addressed.spec, old, others, draw);
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

function withoutAddresses(spec: Fields): Fields {
  const { ipFamilies: _families, ipFamilyPolicy: _policy, ...rest } = spec;
  return spec.type === 'ExternalName' ? rest : spec;
}

function withFamilies(spec: Fields): Fields {
  const families = listOf(spec.ipFamilies).length > 0 ? spec.ipFamilies : ['IPv4'];
  // A headless Service without a selector is not bound to what the cluster can do.
  return { ...spec, ipFamilies: families, ipFamilyPolicy: spec.ipFamilyPolicy ?? 'SingleStack' };
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
  const size = lastPort - firstPort - portsChosenByPeople + 1;
  let offset = Math.floor(draw() * size);
  while (taken.has(firstPort + portsChosenByPeople + offset)) offset = (offset + 1) % size;
  return { spec: { ...spec, healthCheckNodePort: firstPort + portsChosenByPeople + offset } };
}

function withPorts(spec: Fields, old: Fields | undefined, others: readonly Fields[], draw: Draw): Allocated {
  if (!needsNodePort(spec))
    return { spec: old !== undefined && needsNodePort(old) ? withoutNodePorts(spec, old) : spec };
  const key = (port: Fields) => `${textOf(port.protocol)} ${String(port.nodePort)}`;
  const portsOf = (service: Fields) => rowsOf(service.ports).filter((port) => numberOf(port.nodePort));
  const own = new Set(old === undefined ? [] : portsOf(old).map(key));
  const taken = new Set(others.flatMap(portsOf).map(key));
  const numbers = new Set(others.flatMap(portsOf).map((port) => port.nodePort));
  const ports: Fields[] = [];
  const errors: FieldError[] = [];
  rowsOf(spec.ports).forEach((port, index) => {
    const field = `spec.ports[${index}].nodePort`;
    const wanted = numberOf(port.nodePort) ?? 0;
    if (wanted === 0) {
      const size = lastPort - firstPort - portsChosenByPeople + 1;
      let offset = Math.floor(draw() * size);
      while (numbers.has(firstPort + portsChosenByPeople + offset)) offset = (offset + 1) % size;
      const nodePort = firstPort + portsChosenByPeople + offset;
      numbers.add(nodePort);
      ports.push({ ...port, nodePort });
      return;
    }
    ports.push(port);
    if (own.has(key(port))) return;
    if (wanted < firstPort || wanted > lastPort) {
      const range = `provided port is not in the valid range. The range of valid ports is ${firstPort}-${lastPort}`;
      errors.push(invalidValue(field, wanted, range));
    } else if (taken.has(key(port)) || numbers.has(wanted)) {
      errors.push(invalidValue(field, wanted, 'provided port is already allocated'));
    }
    taken.add(key(port));
    numbers.add(wanted);
  });
  // The allocator stops at the first port that it cannot give.
  return errors.length > 0 ? { errors: errors.slice(0, 1) } : { spec: { ...spec, ports } };
}

/** Going back to ClusterIP, the ports that were given are given back, those asked for stay to be refused. */
function withoutNodePorts(spec: Fields, old: Fields): Fields {
  const given = new Set(rowsOf(old.ports).map((port) => port.nodePort));
  const ports = rowsOf(spec.ports).map((port) => {
    const { nodePort, ...rest } = port;
    return nodePort === undefined || given.has(nodePort) ? rest : port;
  });
  return { ...spec, ports };
}
