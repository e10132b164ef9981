import { at, isFields, textOf } from '../../api/fields.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeHead } from './labels.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeIngressClassV1 */
export const describeIngressClass: Describer = function* (ingressClass, context) {
  const out = new Description();
  writeHead(out, ingressClass);
  out.line(0, 'Controller:', textOf(at(ingressClass.spec, 'controller')));
  const parameters = at(ingressClass.spec, 'parameters');
  if (isFields(parameters)) {
    out.line(0, 'Parameters:');
    if (parameters.apiGroup !== undefined) out.line(1, 'APIGroup:', textOf(parameters.apiGroup));
    out.line(1, 'Kind:', textOf(parameters.kind));
    out.line(1, 'Name:', textOf(parameters.name));
  }
  yield* writeEvents(out, ingressClass, context);
  return out.toString();
};
