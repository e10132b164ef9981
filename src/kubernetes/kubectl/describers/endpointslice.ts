import { type Fields, fieldsOf, isFields, listOf, rowsOf, textOf } from '../../api/fields.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeHead } from './labels.ts';

const unset = '<unset>';

/** Source: v1.35 kubectl pkg/describe/describe.go describeEndpointSliceV1 */
export const describeEndpointSlice: Describer = function* (slice, context) {
  const out = new Description();
  writeHead(out, slice);
  out.line(0, 'AddressType:', textOf(slice.addressType));
  writePorts(out, rowsOf(slice.ports));
  const endpoints = rowsOf(slice.endpoints);
  out.line(0, endpoints.length === 0 ? 'Endpoints: <none>' : 'Endpoints:');
  for (const endpoint of endpoints) writeEndpoint(out, endpoint);
  yield* writeEvents(out, slice, context);
  return out.toString();
};

function writePorts(out: Description, ports: readonly Fields[]): void {
  if (ports.length === 0) {
    out.line(0, 'Ports: <unset>');
    return;
  }
  out.line(0, 'Ports:');
  out.line(1, 'Name', 'Port', 'Protocol');
  out.line(1, '----', '----', '--------');
  for (const { name, port, protocol } of ports)
    out.line(1, textOf(name) || unset, String(port ?? unset), textOf(protocol));
}

function writeEndpoint(out: Description, endpoint: Fields): void {
  const { addresses, conditions, hostname, targetRef, nodeName, zone } = endpoint;
  out.line(1, '- Addresses:', listOf(addresses).map(String).join(', ') || '<none>');
  out.line(2, 'Conditions:');
  out.line(3, 'Ready:', String(fieldsOf(conditions).ready ?? unset));
  out.line(2, 'Hostname:', String(hostname ?? unset));
  if (isFields(targetRef)) out.line(2, 'TargetRef:', `${textOf(targetRef.kind)}/${textOf(targetRef.name)}`);
  out.line(2, 'NodeName:', String(nodeName ?? unset));
  out.line(2, 'Zone:', String(zone ?? unset));
}
