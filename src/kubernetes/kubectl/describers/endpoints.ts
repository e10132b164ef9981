import { numberOf, rowsOf, textOf } from '../../api/fields.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeHead } from './labels.ts';

/** The legacy list of addresses. Source: v1.35 kubectl pkg/describe/describe.go describeEndpoints */
export const describeEndpoints: Describer = function* (endpoints, context) {
  const out = new Description();
  writeHead(out, endpoints);
  out.line(0, 'Subsets:');
  for (const { addresses, notReadyAddresses, ports } of rowsOf(endpoints.subsets)) {
    out.line(1, 'Addresses:', addressWords(addresses));
    out.line(1, 'NotReadyAddresses:', addressWords(notReadyAddresses));
    const open = rowsOf(ports);
    if (open.length > 0) {
      out.line(1, 'Ports:');
      out.line(2, 'Name', 'Port', 'Protocol');
      out.line(2, '----', '----', '--------');
      for (const { name, port, protocol } of open)
        out.line(2, textOf(name) || '<unset>', String(numberOf(port) ?? 0), textOf(protocol));
    }
    out.line(0, '');
  }
  yield* writeEvents(out, endpoints, context);
  return out.toString();
};

const addressWords = (addresses: unknown): string =>
  rowsOf(addresses)
    .map(({ ip }) => textOf(ip))
    .join(',') || '<none>';
