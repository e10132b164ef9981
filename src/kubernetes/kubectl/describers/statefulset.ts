import { at, type Fields, fieldsOf, listOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import { classOfClaim } from './claim-spec.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { goList } from './go-list.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
import { podCounts } from './pod-counts.ts';
import { writePodTemplate } from './pod-template.ts';
import { rfc1123 } from './times.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeStatefulSet */
export const describeStatefulSet: Describer = function* (set, context) {
  const out = new Description();
  const { name, namespace, creationTimestamp, labels, annotations } = fieldsOf(set.metadata);
  const { selector, replicas, updateStrategy, template, volumeClaimTemplates } = fieldsOf(set.spec);
  const selected = formatSelector(selector as LabelSelector | undefined);
  const pods = yield* podCounts(set, selected);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  out.line(0, 'CreationTimestamp:', rfc1123(creationTimestamp));
  out.line(0, 'Selector:', selected);
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
  const total = numberOf(at(set.status, 'replicas')) ?? 0;
  out.line(0, 'Replicas:', `${numberOf(replicas) ?? 0} desired | ${total} total`);
  writeStrategy(out, fieldsOf(updateStrategy));
  out.line(0, 'Pods Status:', pods);
  writePodTemplate(out, template);
  writeClaimTemplates(out, rowsOf(volumeClaimTemplates));
  yield* writeEvents(out, set, context);
  return out.toString();
};

function writeStrategy(out: Description, { type, rollingUpdate }: Fields): void {
  const { partition, maxUnavailable } = fieldsOf(rollingUpdate);
  out.line(0, 'Update Strategy:', textOf(type));
  if (partition === undefined) return;
  out.line(1, 'Partition:', String(partition));
  if (maxUnavailable !== undefined) out.line(1, 'MaxUnavailable:', String(maxUnavailable));
}

/** Source: describe.go describeVolumeClaimTemplates */
function writeClaimTemplates(out: Description, templates: readonly Fields[]): void {
  out.line(0, 'Volume Claims:', ...(templates.length === 0 ? ['<none>'] : []));
  for (const claim of templates) {
    const { name, labels, annotations } = fieldsOf(claim.metadata);
    out.line(1, 'Name:', textOf(name));
    out.line(1, 'StorageClass:', classOfClaim(claim));
    writeLabels(out, 1, 'Labels', labels);
    writeLabels(out, 1, 'Annotations', annotations);
    out.line(1, 'Capacity:', String(at(claim.spec, 'resources', 'requests', 'storage') ?? '<default>'));
    out.line(1, 'Access Modes:', goList(listOf(at(claim.spec, 'accessModes'))));
  }
}
