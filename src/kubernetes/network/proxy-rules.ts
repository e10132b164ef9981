import type { EndpointSlice, Service } from '../api/types.ts';
import { base32, sha256 } from './sha256.ts';

export interface ServicePortRules {
  readonly service: string;
  readonly clusterIP: string;
  readonly port: number;
  readonly protocol: string;
  readonly endpoints: readonly { readonly address: string; readonly pod: string }[];
  readonly rules: readonly string[];
}

const chain = (prefix: string, text: string): string => `${prefix}${base32(sha256(text)).slice(0, 16)}`;

/**
 * What kube-proxy writes for one port of a Service, in iptables mode: equal shares by falling probabilities, or a
 * refusal where there is no endpoint. With no ready endpoint left, those that still serve while they end are used.
 * Source: v1.35 pkg/proxy/iptables/proxier.go, pkg/proxy/topology.go
 */
export function serviceRules(service: Service, slices: readonly EndpointSlice[]): readonly ServicePortRules[] {
  const { name, namespace } = service.metadata;
  const clusterIP = service.spec?.clusterIP ?? '';
  if (clusterIP === '' || clusterIP === 'None') return [];
  return (service.spec?.ports ?? []).map((port) => {
    const protocol = (port.protocol ?? 'TCP').toLowerCase();
    const title = `${namespace}/${name}${port.name === undefined || port.name === '' ? '' : `:${port.name}`}`;
    const endpoints = chosenEndpoints(slices, port.name ?? '');
    const rules =
      endpoints.length === 0
        ? [
            `-A KUBE-SERVICES -m comment --comment "${title} has no endpoints" -m ${protocol} -p ${protocol} -d ${clusterIP} --dport ${port.port} -j REJECT`,
          ]
        : balanced(
            title,
            protocol,
            clusterIP,
            port.port,
            endpoints.map(({ address }) => address),
          );
    return {
      service: `${namespace}/${name}:${port.port}`,
      clusterIP,
      port: port.port,
      protocol: port.protocol ?? 'TCP',
      endpoints,
      rules,
    };
  });
}

function chosenEndpoints(
  slices: readonly EndpointSlice[],
  portName: string,
): readonly { address: string; pod: string }[] {
  const all = slices.flatMap((slice) =>
    (slice.endpoints ?? []).flatMap((endpoint) => {
      const port = (slice.ports ?? []).find((candidate) => (candidate.name ?? '') === portName)?.port;
      if (port === undefined) return [];
      return endpoint.addresses.map((ip) => ({
        address: `${ip}:${port}`,
        pod: `${endpoint.targetRef?.namespace ?? ''}/${endpoint.targetRef?.name ?? ''}`,
        ready: endpoint.conditions?.ready !== false,
        fallback: endpoint.conditions?.serving === true && endpoint.conditions.terminating === true,
      }));
    }),
  );
  const ready = all.filter((endpoint) => endpoint.ready);
  const used = ready.length > 0 ? ready : all.filter((endpoint) => endpoint.fallback);
  return used.map(({ address, pod }) => ({ address, pod }));
}

function balanced(
  title: string,
  protocol: string,
  ip: string,
  port: number,
  addresses: readonly string[],
): readonly string[] {
  const svc = chain('KUBE-SVC-', `${title}${protocol}`);
  const to = `-m ${protocol} -p ${protocol} -d ${ip} --dport ${port}`;
  const rules = [
    `-A KUBE-SERVICES -m comment --comment "${title} cluster IP" ${to} -j ${svc}`,
    `-A ${svc} -m comment --comment "${title} cluster IP" ${to} ! -s 10.244.0.0/16 -j KUBE-MARK-MASQ`,
  ];
  const separate: string[] = [];
  for (const [i, address] of addresses.entries()) {
    const sep = chain('KUBE-SEP-', `${title}${protocol}${address}`);
    const left = addresses.length - i;
    const chance = left > 1 ? ` -m statistic --mode random --probability ${(1 / left).toFixed(10)}` : '';
    rules.push(`-A ${svc} -m comment --comment "${title} -> ${address}"${chance} -j ${sep}`);
    separate.push(`-A ${sep} -m comment --comment ${title} -s ${address.split(':')[0]} -j KUBE-MARK-MASQ`);
    separate.push(
      `-A ${sep} -m comment --comment ${title} -m ${protocol} -p ${protocol} -j DNAT --to-destination ${address}`,
    );
  }
  return [...rules, ...separate];
}
