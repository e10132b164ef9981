import type { Calls } from '../../api/calls.ts';
import { type Fields, fieldsOf, listOf, rowsOf, textOf } from '../../api/fields.ts';
import { listed } from './listing.ts';

/** The EndpointSlices of a Service. */
export const slicesOf = (namespace: string, service: string): Calls<readonly Fields[]> =>
  listed(
    `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?labelSelector=${encodeURIComponent(`kubernetes.io/service-name=${service}`)}`,
  );

const most = 3;

/**
 * `10.244.0.8:80,10.244.0.10:80,10.244.0.9:80 + 2 more...`: the ready addresses behind the port of a name, in the order
 * of the slices. Whether there are more is seen at the next address, ready or not, as in the original.
 * Source: v1.35 kubectl pkg/describe/describe.go formatEndpointSlices
 */
export function endpointAddresses(slices: readonly Fields[], portName: string): string {
  if (slices.length === 0) return '<none>';
  const shown: string[] = [];
  let ready = 0;
  let more = false;
  for (const { ports, endpoints } of slices) {
    const open = rowsOf(ports);
    // A headless Service need not have ports.
    const suffixes =
      open.length === 0
        ? ['']
        : open.filter(({ name }) => textOf(name) === portName).map(({ port }) => `:${String(port)}`);
    for (const suffix of suffixes) {
      for (const { addresses, conditions } of rowsOf(endpoints)) {
        if (shown.length === most) more = true;
        if (fieldsOf(conditions).ready === false) continue;
        if (!more) shown.push(`${hostOf(String(listOf(addresses)[0] ?? ''), suffix)}${suffix}`);
        ready += 1;
      }
    }
  }
  return more ? `${shown.join(',')} + ${ready - most} more...` : shown.join(',');
}

/** An IPv6 address before a port stands in brackets. */
const hostOf = (address: string, suffix: string): string =>
  suffix !== '' && address.includes(':') ? `[${address}]` : address;
