import { duplicate, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, listOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label, isDns1123Subdomain, isIpv4, isIpv6, isLabelValue, isQualifiedName } from '../api/names.ts';
import { subdomainName, validateLabels, validateObjectMeta } from './object-meta.ts';
import { invalids, type Problems } from './problems.ts';
import { validateNonSpecialIp } from './special-addresses.ts';

const types = ['FQDN', 'IPv4', 'IPv6'];
const protocols = ['SCTP', 'TCP', 'UDP'];

const tooMany = (field: string, actual: number, most: number) =>
  ({ type: 'TooMany', field, value: actual, detail: `must have at most ${most} items` }) as const;

/** Source: v1.35 pkg/apis/discovery/validation/validation.go ValidateEndpointSlice */
export function* validateEndpointSlice(slice: Fields): Problems {
  const type = textOf(slice.addressType);
  yield* validateObjectMeta(slice.metadata, true, subdomainName);
  if (type === '') yield required('addressType');
  else if (!types.includes(type)) yield notSupported('addressType', type, types);
  const endpoints = rowsOf(slice.endpoints);
  if (endpoints.length > 1000) yield tooMany('endpoints', endpoints.length, 1000);
  else
    for (const [index, endpoint] of endpoints.entries()) yield* validateEndpoint(endpoint, type, `endpoints[${index}]`);
  const ports = rowsOf(slice.ports);
  if (ports.length > 20_000) yield tooMany('ports', ports.length, 20_000);
  else yield* validatePorts(ports);
}

function* validateEndpoint(endpoint: Fields, type: string, path: string): Problems {
  const addresses = listOf(endpoint.addresses).map(textOf);
  if (addresses.length === 0) yield required(`${path}.addresses`, 'must contain at least 1 address');
  else if (addresses.length > 100) yield tooMany(`${path}.addresses`, addresses.length, 100);
  for (const [index, address] of addresses.entries())
    yield* validateAddress(address, type, `${path}.addresses[${index}]`);
  if (typeof endpoint.nodeName === 'string') {
    yield* invalids(`${path}.nodeName`, endpoint.nodeName, isDns1123Subdomain(endpoint.nodeName));
  }
  yield* validateLabels(endpoint.deprecatedTopology, `${path}.deprecatedTopology`);
  if (typeof endpoint.hostname === 'string') {
    yield* invalids(`${path}.hostname`, endpoint.hostname, isDns1123Label(endpoint.hostname));
  }
  for (const [index, zone] of rowsOf(fieldsOf(endpoint.hints).forZones).entries()) {
    const name = textOf(zone.name);
    yield* invalids(`${path}.hints.forZones[${index}].name`, name, isLabelValue(name));
  }
}

function* validateAddress(address: string, type: string, path: string): Problems {
  if (type === 'IPv4' || type === 'IPv6') {
    const well = type === 'IPv4' ? isIpv4(address) : isIpv6(address);
    if (!well) yield invalidValue(path, address, `must be a valid ${type} address`);
    yield* validateNonSpecialIp(address, path);
  } else if (type === 'FQDN') {
    const name = address.replace(/\.$/, '');
    if (name === '') yield required(path);
    else {
      yield* invalids(path, name, isDns1123Subdomain(name));
      if (name.split('.').length < 2) {
        yield invalidValue(path, name, 'should be a domain with at least two segments separated by dots');
      }
    }
  }
}

function* validatePorts(ports: readonly Fields[]): Problems {
  const names = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const path = `ports[${index}]`;
    const [name, protocol] = [textOf(port.name), port.protocol];
    if (name !== '') yield* invalids(`${path}.name`, name, isDns1123Label(name));
    if (names.has(name)) yield duplicate(`${path}.name`, name);
    names.add(name);
    if (protocol === undefined) yield required(`${path}.protocol`);
    else if (!protocols.includes(textOf(protocol))) yield notSupported(`${path}.protocol`, protocol, protocols);
    if (typeof port.appProtocol === 'string') {
      yield* invalids(`${path}.appProtocol`, port.appProtocol, isQualifiedName(port.appProtocol));
    }
  }
}
