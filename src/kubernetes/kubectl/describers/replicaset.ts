import type { Calls } from '../../api/calls.ts';
import { type Fields, fieldsOf, numberOf, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import { pairs } from '../printers/kind-printer.ts';
import { writeReasons } from './conditions.ts';
import type { DescribeContext, Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
import { writeOwner } from './pod.ts';
import { podCounts } from './pod-counts.ts';
import { writePodTemplate } from './pod-template.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeReplicaSet */
export const describeReplicaSet: Describer = (set, context) =>
  describeReplicated(set, formatSelector(fieldsOf(set.spec).selector as LabelSelector | undefined), context);

/** Source: v1.35 kubectl pkg/describe/describe.go describeReplicationController */
export const describeReplicationController: Describer = (controller, context) =>
  describeReplicated(controller, pairs(fieldsOf(controller.spec).selector), context);

function* describeReplicated(set: Fields, selector: string, context: DescribeContext): Calls<string> {
  const out = new Description();
  const { name, namespace, labels, annotations } = fieldsOf(set.metadata);
  const { replicas, template } = fieldsOf(set.spec);
  const status = fieldsOf(set.status);
  const pods = yield* podCounts(set, selector);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  out.line(0, 'Selector:', selector);
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
  if (set.kind === 'ReplicaSet') writeOwner(out, set.metadata);
  out.line(0, 'Replicas:', `${numberOf(status.replicas) ?? 0} current / ${numberOf(replicas) ?? 0} desired`);
  out.line(0, 'Pods Status:', pods);
  writePodTemplate(out, template);
  writeReasons(out, status.conditions);
  yield* writeEvents(out, set, context);
  return out.toString();
}
