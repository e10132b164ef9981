import { byText, fieldsOf, textOf } from '../../api/fields.ts';
import { asciiOf, bytesIn } from '../base64-text.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeHead } from './labels.ts';

/** Sizes only, but for the token of a ServiceAccount; no events. Source: v1.35 kubectl pkg/describe/describe.go describeSecret */
// biome-ignore lint/correctness/useYield: all that is shown stands in the object.
export const describeSecret: Describer = function* (secret) {
  const out = new Description();
  const data = fieldsOf(secret.data);
  writeHead(out, secret);
  out.line(0, '');
  out.line(0, 'Type:', textOf(secret.type));
  out.add('\nData\n====\n');
  for (const key of Object.keys(data).sort(byText)) {
    const value = textOf(data[key]);
    const isToken = key === 'token' && secret.type === 'kubernetes.io/service-account-token';
    out.line(0, `${key}:`, isToken ? asciiOf(value) : `${bytesIn(value)} bytes`);
  }
  return out.toString();
};
