import { notSupported, required } from '../api/field-error.ts';
import { type Fields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label, isDns1123Subdomain, isIp, isPortNumber, isQualifiedName } from '../api/names.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { invalids, type Problems } from './problems.ts';
import { validateNonSpecialIp } from './special-addresses.ts';

const protocols = ['SCTP', 'TCP', 'UDP'];

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateEndpoints */
export function* validateEndpoints(endpoints: Fields): Problems {
  yield* validateObjectMeta(endpoints.metadata, true, subdomainName);
  for (const [index, subset] of rowsOf(endpoints.subsets).entries()) {
    const path = `subsets[${index}]`;
    if (listOf(subset.addresses).length + listOf(subset.notReadyAddresses).length === 0) {
      yield required(path, 'must specify `addresses` or `notReadyAddresses`');
    }
    for (const field of ['addresses', 'notReadyAddresses']) {
      for (const [place, address] of rowsOf(subset[field]).entries()) {
        yield* validateAddress(address, `${path}.${field}[${place}]`);
      }
    }
    const ports = rowsOf(subset.ports);
    for (const [place, port] of ports.entries()) yield* validatePort(port, ports.length > 1, `${path}.ports[${place}]`);
  }
}

function* validateAddress({ ip, hostname, nodeName }: Fields, path: string): Problems {
  const address = textOf(ip);
  yield* invalids(`${path}.ip`, address, isIp(address));
  const host = textOf(hostname);
  if (host !== '') yield* invalids(`${path}.hostname`, host, isDns1123Label(host));
  if (typeof nodeName === 'string') yield* invalids(`${path}.nodeName`, nodeName, isDns1123Subdomain(nodeName));
  yield* validateNonSpecialIp(address, `${path}.ip`);
}

function* validatePort(port: Fields, named: boolean, path: string): Problems {
  const [name, number, protocol] = [textOf(port.name), numberOf(port.port) ?? 0, textOf(port.protocol)];
  if (name !== '') yield* invalids(`${path}.name`, name, isDns1123Label(name));
  else if (named) yield required(`${path}.name`);
  yield* invalids(`${path}.port`, number, isPortNumber(number));
  if (protocol === '') yield required(`${path}.protocol`);
  else if (!protocols.includes(protocol)) yield notSupported(`${path}.protocol`, protocol, protocols);
  if (typeof port.appProtocol === 'string') {
    yield* invalids(`${path}.appProtocol`, port.appProtocol, isQualifiedName(port.appProtocol));
  }
}
