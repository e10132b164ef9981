import { fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { goList } from './go-list.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
import { compactRules, resourceWords } from './policy-rules.ts';

/** A Role or a ClusterRole; neither Namespace nor events are shown. Source: v1.35 kubectl pkg/describe/describe.go RoleDescriber */
// biome-ignore lint/correctness/useYield: all that is shown stands in the object.
export const describeRole: Describer = function* (role) {
  const out = new Description();
  const { name, labels, annotations } = fieldsOf(role.metadata);
  out.line(0, 'Name:', textOf(name));
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
  out.line(0, 'PolicyRule:');
  out.line(1, 'Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs');
  out.line(1, '---------', '-----------------', '--------------', '-----');
  for (const rule of compactRules(rowsOf(role.rules)))
    out.line(1, resourceWords(rule), goList(rule.urls), goList(rule.names), goList(rule.verbs));
  return out.toString();
};
