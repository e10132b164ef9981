import { byText, fieldsOf, textOf } from '../../api/fields.ts';
import { bytesIn } from '../base64-text.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeHead } from './labels.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go ConfigMapDescriber */
export const describeConfigMap: Describer = function* (map, context) {
  const out = new Description();
  const data = fieldsOf(map.data);
  const binary = fieldsOf(map.binaryData);
  writeHead(out, map);
  out.add('\nData\n====\n');
  for (const key of Object.keys(data).sort(byText)) out.add(`${key}:\n----\n${textOf(data[key])}\n\n`);
  out.add('\nBinaryData\n====\n');
  for (const key of Object.keys(binary).sort(byText)) out.add(`${key}: ${bytesIn(textOf(binary[key]))} bytes\n`);
  out.add('\n');
  yield* writeEvents(out, map, context);
  return out.toString();
};
