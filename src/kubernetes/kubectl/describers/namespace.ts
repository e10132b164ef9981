import { fieldsOf, textOf } from '../../api/fields.ts';
import { writeTransitions } from './conditions.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeHead } from './labels.ts';
import { writeLimitRanges } from './limitrange.ts';
import { chunk, listed } from './listing.ts';
import { writeQuotas } from './resourcequota.ts';

/** With its quotas and limits; no events. Source: v1.35 kubectl pkg/describe/describe.go describeNamespace */
export const describeNamespace: Describer = function* (namespace) {
  const out = new Description();
  const name = textOf(fieldsOf(namespace.metadata).name);
  const { phase, conditions } = fieldsOf(namespace.status);
  const quotas = yield* listed(`/api/v1/namespaces/${name}/resourcequotas?${chunk}`);
  const ranges = yield* listed(`/api/v1/namespaces/${name}/limitranges?${chunk}`);
  writeHead(out, namespace);
  out.line(0, 'Status:', textOf(phase));
  writeTransitions(out, conditions);
  out.line(0, '');
  writeQuotas(out, quotas);
  out.line(0, '');
  if (ranges.length === 0) out.line(0, 'No LimitRange resource.');
  else {
    out.line(0, 'Resource Limits');
    writeLimitRanges(out, ranges, ' ');
  }
  return out.toString();
};
