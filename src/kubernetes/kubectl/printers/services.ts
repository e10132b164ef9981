import { at, byText, type Fields, listOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import { age, type KindPrinter, nameOf, orNone, pairs } from './kind-printer.ts';

/** The kinds of the network. Source: v1.35 pkg/printers/internalversion/printers.go */

function external(service: Fields): string {
  const type = at(service, 'spec', 'type');
  const given = listOf(at(service, 'spec', 'externalIPs')).map(String);
  if (type === 'ExternalName') return textOf(at(service, 'spec', 'externalName'));
  if (type !== 'LoadBalancer') return given.length > 0 ? given.join(',') : '<none>';
  const all = [...balancedAddresses(service), ...given];
  return all.length > 0 ? all.join(',') : '<pending>';
}

/** Each address or name of a load balancer once, in order of text. */
const balancedAddresses = (object: Fields): readonly string[] =>
  [
    ...new Set(
      rowsOf(at(object, 'status', 'loadBalancer', 'ingress')).map(({ ip, hostname }) => textOf(ip) || textOf(hostname)),
    ),
  ]
    .filter((address) => address !== '')
    .sort(byText);

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
    orNone(listOf(at(object, 'spec', 'clusterIPs'))[0]),
    external(object),
    ports(object),
    age(object, now),
    pairs(at(object, 'spec', 'selector')),
  ],
};

/** The first three, and how many more. */
const firstThree = (list: readonly string[]) =>
  list.length > 3 ? `${list.slice(0, 3).join(',')} + ${list.length - 3} more...` : list.join(',');

/** An IPv6 address before a port stands in brackets. */
const hostPort = (ip: string, port: unknown): string =>
  `${ip.includes(':') ? `[${ip}]` : ip}:${String(numberOf(port) ?? 0)}`;

/** `10.0.0.1:80,…` of legacy Endpoints; nothing at all where no address of any subset is ready. */
function formatEndpoints(subsets: unknown): string {
  const list = rowsOf(subsets).flatMap(({ addresses, ports: open }) => {
    const numbers = rowsOf(open);
    if (numbers.length === 0) return rowsOf(addresses).map(({ ip }) => textOf(ip));
    return numbers.flatMap(({ port }) => rowsOf(addresses).map(({ ip }) => hostPort(textOf(ip), port)));
  });
  return rowsOf(subsets).length === 0 ? '<none>' : firstThree(list);
}

export const endpointsPrinter: KindPrinter = {
  columns: ['NAME', 'ENDPOINTS', 'AGE'],
  row: (object, now) => [nameOf(object), formatEndpoints(object.subsets), age(object, now)],
};

export const endpointSlicePrinter: KindPrinter = {
  columns: ['NAME', 'ADDRESSTYPE', 'PORTS', 'ENDPOINTS', 'AGE'],
  row: (object, now) => {
    const open = rowsOf(object.ports).map(({ port, name }) => String(port ?? name ?? '*'));
    const addresses = rowsOf(object.endpoints).flatMap((endpoint) => listOf(endpoint.addresses).map(String));
    return [
      nameOf(object),
      textOf(object.addressType),
      firstThree(open) || '<unset>',
      firstThree(addresses) || '<unset>',
      age(object, now),
    ];
  },
};

/** Three hosts at most; of the rules behind the third, with or without a host, their number less three. */
function hostWords(rules: readonly Fields[]): string {
  const shown: string[] = [];
  let more = false;
  for (const { host } of rules) {
    if (shown.length === 3) more = true;
    else if (textOf(host) !== '') shown.push(textOf(host));
  }
  if (shown.length === 0) return '*';
  return more ? `${shown.join(',')} + ${rules.length - 3} more...` : shown.join(',');
}

export const ingressPrinter: KindPrinter = {
  columns: ['NAME', 'CLASS', 'HOSTS', 'ADDRESS', 'PORTS', 'AGE'],
  row: (object, now) => [
    nameOf(object),
    orNone(at(object, 'spec', 'ingressClassName')),
    hostWords(rowsOf(at(object, 'spec', 'rules'))),
    balancedAddresses(object).join(','),
    rowsOf(at(object, 'spec', 'tls')).length > 0 ? '80, 443' : '80',
    age(object, now),
  ],
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
