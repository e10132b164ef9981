import { fieldsOf, numberOf, textOf } from '../../api/fields.ts';
import { pairs } from '../printers/kind-printer.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describePriorityClass */
export const describePriorityClass: Describer = function* (priority, context) {
  const out = new Description();
  const { name, annotations } = fieldsOf(priority.metadata);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Value:', String(numberOf(priority.value) ?? 0));
  out.line(0, 'GlobalDefault:', String(priority.globalDefault === true));
  out.line(0, 'PreemptionPolicy:', textOf(priority.preemptionPolicy));
  out.line(0, 'Description:', textOf(priority.description));
  out.line(0, 'Annotations:', pairs(annotations));
  yield* writeEvents(out, priority, context);
  return out.toString();
};
