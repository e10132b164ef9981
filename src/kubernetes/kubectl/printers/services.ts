import { at, type Fields, listOf, rowsOf, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import { age, type KindPrinter, nameOf, orNone, pairs } from './kind-printer.ts';

/** The kinds of the network. Source: v1.35 pkg/printers/internalversion/printers.go */

function external(service: Fields): string {
  const type = at(service, 'spec', 'type');
  const given = listOf(at(service, 'spec', 'externalIPs')).map(String);
  if (type === 'ExternalName') return textOf(at(service, 'spec', 'externalName'));
  if (type !== 'LoadBalancer') return given.length > 0 ? given.join(',') : '<none>';
  const balanced = rowsOf(at(service, 'status', 'loadBalancer', 'ingress')).map(
    ({ ip, hostname }) => textOf(ip) || textOf(hostname),
  );
  if (balanced.length > 0) return [...balanced, ...given].join(',');
  return given.length > 0 ? given.join(',') : '<pending>';
}

function ports(service: Fields): string {
  const list = rowsOf(at(service, 'spec', 'ports')).map(({ port, nodePort, protocol }) =>
    typeof nodePort === 'number' && nodePort > 0
      ? `${String(port)}:${nodePort}/${textOf(protocol)}`
      : `${String(port)}/${textOf(protocol)}`,
  );
  return list.length === 0 ? '<none>' : list.join(',');
}

export const servicePrinter: KindPrinter = {
  columns: ['NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE', '+SELECTOR'],
  row: (object, now) => [
    nameOf(object),
    textOf(at(object, 'spec', 'type')),
    orNone(at(object, 'spec', 'clusterIP')),
    external(object),
    ports(object),
    age(object, now),
    pairs(at(object, 'spec', 'selector')),
  ],
};

/** The first three, and how many more. */
const firstThree = (list: readonly string[]) =>
  list.length > 3 ? `${list.slice(0, 3).join(',')} + ${list.length - 3} more...` : list.join(',');

/** `10.0.0.1:80,…` of legacy Endpoints. */
function formatEndpoints(subsets: unknown): string {
  const list = rowsOf(subsets).flatMap(({ addresses, ports: open }) => {
    const numbers = rowsOf(open);
    if (numbers.length === 0) return rowsOf(addresses).map(({ ip }) => textOf(ip));
    return numbers.flatMap(({ port }) => rowsOf(addresses).map(({ ip }) => `${textOf(ip)}:${String(port)}`));
  });
  return list.length === 0 ? '<none>' : firstThree(list);
}

export const endpointsPrinter: KindPrinter = {
  columns: ['NAME', 'ENDPOINTS', 'AGE'],
  row: (object, now) => [nameOf(object), formatEndpoints(object.subsets), age(object, now)],
};

export const endpointSlicePrinter: KindPrinter = {
  columns: ['NAME', 'ADDRESSTYPE', 'PORTS', 'ENDPOINTS', 'AGE'],
  row: (object, now) => {
    const open = rowsOf(object.ports).map(({ port, name }) =>
      port === undefined ? textOf(name) || '*' : String(port),
    );
    const addresses = rowsOf(object.endpoints).flatMap((endpoint) => listOf(endpoint.addresses).map(String));
    return [
      nameOf(object),
      textOf(object.addressType),
      open.length === 0 ? '<unset>' : firstThree(open),
      addresses.length === 0 ? '<unset>' : firstThree(addresses),
      age(object, now),
    ];
  },
};

export const ingressPrinter: KindPrinter = {
  columns: ['NAME', 'CLASS', 'HOSTS', 'ADDRESS', 'PORTS', 'AGE'],
  row: (object, now) => {
    const hosts = rowsOf(at(object, 'spec', 'rules')).flatMap(({ host }) =>
      textOf(host) === '' ? [] : [textOf(host)],
    );
    return [
      nameOf(object),
      orNone(at(object, 'spec', 'ingressClassName')),
      hosts.length === 0 ? '*' : firstThree(hosts),
      rowsOf(at(object, 'status', 'loadBalancer', 'ingress'))
        .map(({ ip, hostname }) => textOf(ip) || textOf(hostname))
        .join(','),
      rowsOf(at(object, 'spec', 'tls')).length > 0 ? '80, 443' : '80',
      age(object, now),
    ];
  },
};

export const ingressClassPrinter: KindPrinter = {
  columns: ['NAME', 'CONTROLLER', 'PARAMETERS', 'AGE'],
  row: (object, now) => {
    const parameters = at(object, 'spec', 'parameters');
    const group = textOf(at(parameters, 'apiGroup'));
    const kind = textOf(at(parameters, 'kind')) + (group === '' ? '' : `.${group}`);
    return [
      nameOf(object),
      textOf(at(object, 'spec', 'controller')),
      parameters === undefined ? '<none>' : `${kind}/${textOf(at(parameters, 'name'))}`,
      age(object, now),
    ];
  },
};

export const networkPolicyPrinter: KindPrinter = {
  columns: ['NAME', 'POD-SELECTOR', 'AGE'],
  row: (object, now) => [
    nameOf(object),
    formatSelector(at(object, 'spec', 'podSelector') as LabelSelector | undefined),
    age(object, now),
  ],
};
