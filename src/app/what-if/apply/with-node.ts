import { parseDocument } from 'yaml';
import type { Manifest, Node } from '../../../kubernetes/api/types.ts';
import type { Documents } from '../../documents.ts';
import { ownLabel } from './own-label.ts';
import { withNodes } from './with-nodes.ts';

/** The scenario with one more node, from the start of the run. */
export function withNode(documents: Documents, node: Node): Documents {
  const { imported } = documents;
  if (imported !== undefined)
    return { ...documents, imported: { ...imported, besides: [...(imported.besides ?? []), ready(node)] } };
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

/** As a node of somebody's own cluster is printed once it has joined. */
const ready = (node: Node): Manifest =>
  ({
    ...node,
    metadata: { ...node.metadata, uid: `added-${node.metadata.name}` },
    status: {
      ...node.status,
      conditions: [
        { type: 'Ready', status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' },
      ],
    },
  }) as unknown as Manifest;
