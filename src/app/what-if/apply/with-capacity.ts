import { isMap, isSeq, parseDocument } from 'yaml';
import type { Node } from '../../../kubernetes/api/types.ts';
import type { Documents } from '../../documents.ts';
import type { Applied } from './applied.ts';
import { withNodes } from './with-nodes.ts';

/** The scenario in which a node has the capacity that this one has, from the start of the run. */
export function withCapacity(documents: Documents, { metadata: { name }, status }: Node): Applied {
  const written = withNodes(documents);
  const document = parseDocument(written.scenario, { logLevel: 'silent' });
  const nodes = document.errors.length === 0 ? document.getIn(['spec', 'cluster', 'nodes'], true) : undefined;
  const place = isSeq(nodes) ? nodes.items.findIndex((item) => isMap(item) && item.get('name') === name) : -1;
  if (place < 0) return { cannot: `${name} is not among the nodes that the scenario names: it cannot be resized.` };
  for (const [resource, amount] of Object.entries(status?.capacity ?? {}))
    if (resource === 'cpu' || resource === 'memory')
      document.setIn(['spec', 'cluster', 'nodes', place, 'capacity', resource], amount);
  const cpu = status?.capacity?.['cpu'];
  const memory = status?.capacity?.['memory'];
  return {
    documents: { ...written, scenario: document.toString({ lineWidth: 0 }) },
    did: `${name} has ${cpu} CPU and ${memory} of memory`,
  };
}
