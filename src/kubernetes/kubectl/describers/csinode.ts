import { at, fieldsOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { goList } from './go-list.ts';
import { writeHead } from './labels.ts';
import { rfc1123 } from './times.ts';

/** Source: v1.35 kubectl pkg/describe/describe.go describeCSINode */
export const describeCsiNode: Describer = function* (csiNode, context) {
  const out = new Description();
  const { drivers } = fieldsOf(csiNode.spec);
  writeHead(out, csiNode);
  out.line(0, 'CreationTimestamp:', rfc1123(fieldsOf(csiNode.metadata).creationTimestamp));
  out.line(0, 'Spec:');
  if (Array.isArray(drivers)) out.line(1, 'Drivers:');
  for (const { name, nodeID, allocatable, topologyKeys } of rowsOf(drivers)) {
    out.line(2, `${textOf(name)}:`);
    out.line(3, 'Node ID:', textOf(nodeID));
    const count = numberOf(at(allocatable, 'count'));
    if (count !== undefined) {
      out.line(3, 'Allocatables:');
      out.line(4, 'Count:', String(count));
    }
    if (Array.isArray(topologyKeys)) out.line(3, 'Topology Keys:', goList(topologyKeys));
  }
  yield* writeEvents(out, csiNode, context);
  return out.toString();
};
