import { type Fields, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { noFields } from './container-environment.ts';
import { writeContainers } from './containers.ts';
import type { Description } from './description.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
import { writeTemplatePlacement } from './placement.ts';
import { writeVolumes } from './volumes.ts';

/** What the Pods of a workload will be like. Source: v1.35 kubectl pkg/describe/describe.go DescribePodTemplate */
export function writePodTemplate(out: Description, template: unknown): void {
  const { metadata, spec } = fieldsOf(template);
  const { labels, annotations } = fieldsOf(metadata);
  const pod: Fields = fieldsOf(spec);
  out.line(0, 'Pod Template:');
  writeLabels(out, 0, '  Labels', labels);
  if (Object.keys(fieldsOf(annotations)).length > 0) writeAnnotations(out, 0, annotations, '  Annotations');
  if (textOf(pod.serviceAccountName) !== '') out.line(1, 'Service Account:', textOf(pod.serviceAccountName));
  const inits = rowsOf(pod.initContainers);
  if (inits.length > 0) writeContainers(out, 'Init Containers', inits, [], noFields, '  ');
  writeContainers(out, 'Containers', rowsOf(pod.containers), [], noFields, '  ');
  writeVolumes(out, rowsOf(pod.volumes), '  ');
  writeTemplatePlacement(out, pod);
}
