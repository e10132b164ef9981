import { parseDocument } from 'yaml';
import type { Node } from '../../../kubernetes/api/types.ts';
import type { Documents } from '../../documents.ts';
import { ownLabel } from './own-label.ts';
import { withNodes } from './with-nodes.ts';

/** The scenario with one more node, from the start of the run. */
export function withNode(documents: Documents, node: Node): Documents {
  const written = withNodes(documents);
  const document = parseDocument(written.scenario, { logLevel: 'silent' });
  if (document.errors.length > 0) return documents;
  const { name, labels = {} } = node.metadata;
  const given = Object.fromEntries(Object.entries(labels).filter(([key]) => !ownLabel.test(key)));
  const taints = node.spec?.taints ?? [];
  const made = document.createNode({
    name,
    capacity: node.status?.capacity ?? {},
    ...(Object.keys(given).length > 0 ? { labels: given } : {}),
    ...(taints.length > 0 ? { taints } : {}),
  });
  made.flow = true;
  document.addIn(['spec', 'cluster', 'nodes'], made);
  return { ...written, scenario: document.toString({ lineWidth: 0 }) };
}
