import { at, fieldsOf, numberOf, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import { pairs } from '../printers/kind-printer.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeAnnotations, writeLabels } from './labels.ts';
import { podCounts } from './pod-counts.ts';
import { writePodTemplate } from './pod-template.ts';

/** These lines have no tab, so nothing is aligned with them. */
const nodeCounts = [
  ['Desired Number of Nodes Scheduled', 'desiredNumberScheduled'],
  ['Current Number of Nodes Scheduled', 'currentNumberScheduled'],
  ['Number of Nodes Scheduled with Up-to-date Pods', 'updatedNumberScheduled'],
  ['Number of Nodes Scheduled with Available Pods', 'numberAvailable'],
  ['Number of Nodes Misscheduled', 'numberMisscheduled'],
] as const;

/** Source: v1.35 kubectl pkg/describe/describe.go describeDaemonSet */
export const describeDaemonSet: Describer = function* (daemons, context) {
  const out = new Description();
  const { name, namespace, labels, annotations } = fieldsOf(daemons.metadata);
  const { selector, template } = fieldsOf(daemons.spec);
  const selected = formatSelector(selector as LabelSelector | undefined);
  const pods = yield* podCounts(daemons, selected);
  out.line(0, 'Name:', textOf(name));
  out.line(0, 'Namespace:', textOf(namespace));
  out.line(0, 'Selector:', selected);
  out.line(0, 'Node-Selector:', pairs(at(template, 'spec', 'nodeSelector')));
  writeLabels(out, 0, 'Labels', labels);
  writeAnnotations(out, 0, annotations);
  for (const [title, field] of nodeCounts) out.line(0, `${title}: ${numberOf(at(daemons.status, field)) ?? 0}`);
  out.line(0, 'Pods Status:', pods);
  writePodTemplate(out, template);
  yield* writeEvents(out, daemons, context);
  return out.toString();
};
