import { at, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeAnnotations, writeLabels } from './labels.ts';

/** Of a Role or a ClusterRole; neither Namespace nor events are shown. Source: v1.35 kubectl pkg/describe/describe.go RoleBindingDescriber */
// biome-ignore lint/correctness/useYield: all that is shown stands in the object.
export const describeRoleBinding: Describer = function* (binding) {
  const out = new Description();
  const { name, labels, annotations } = fieldsOf(binding.metadata);
  out.line(0, 'Name:', textOf(name));
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
  out.line(0, 'Role:');
  out.line(1, 'Kind:', textOf(at(binding.roleRef, 'kind')));
  out.line(1, 'Name:', textOf(at(binding.roleRef, 'name')));
  out.line(0, 'Subjects:');
  out.line(1, 'Kind', 'Name', 'Namespace');
  out.line(1, '----', '----', '---------');
  for (const { kind, name, namespace } of rowsOf(binding.subjects))
    out.line(1, textOf(kind), textOf(name), textOf(namespace));
  return out.toString();
};
