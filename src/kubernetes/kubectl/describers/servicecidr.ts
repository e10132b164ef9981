import { fieldsOf, listOf } from '../../api/fields.ts';
import { writeTransitions } from './conditions.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeHead } from './labels.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeServiceCIDRV1 */
export const describeServiceCidr: Describer = function* (range, context) {
  const out = new Description();
  const { conditions } = fieldsOf(range.status);
  writeHead(out, range);
  out.line(0, 'CIDRs:', listOf(fieldsOf(range.spec).cidrs).map(String).join(', '));
  if (listOf(conditions).length > 0) out.line(0, 'Status:');
  writeTransitions(out, conditions);
  yield* writeEvents(out, range, context);
  return out.toString();
};
