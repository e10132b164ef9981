import { fieldsOf, textOf } from '../../api/fields.ts';
import { pairs } from '../printers/kind-printer.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeVolumeAttributesClass */
export const describeVolumeAttributesClass: Describer = function* (attributesClass, context) {
  const out = new Description();
  const { name, annotations } = fieldsOf(attributesClass.metadata);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Annotations:', pairs(annotations));
  out.line(0, 'DriverName:', textOf(attributesClass.driverName));
  out.line(0, 'Parameters:', pairs(attributesClass.parameters));
  yield* writeEvents(out, attributesClass, context);
  return out.toString();
};
