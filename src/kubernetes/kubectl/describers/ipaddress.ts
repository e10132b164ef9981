import { fieldsOf, isFields, textOf } from '../../api/fields.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeHead } from './labels.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeIPAddressV1 */
export const describeIpAddress: Describer = function* (address, context) {
  const out = new Description();
  const { parentRef } = fieldsOf(address.spec);
  writeHead(out, address);
  if (isFields(parentRef)) {
    out.line(0, 'Parent Reference:');
    out.line(1, 'Group:', textOf(parentRef.group));
    out.line(1, 'Resource:', textOf(parentRef.resource));
    out.line(1, 'Namespace:', textOf(parentRef.namespace));
    out.line(1, 'Name:', textOf(parentRef.name));
  }
  yield* writeEvents(out, address, context);
  return out.toString();
};
