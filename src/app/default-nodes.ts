import { parseDocument } from 'yaml';
import { defaultNodes } from '../scenario/defaults.ts';
import type { Documents } from './documents.ts';

/** The scenario with the nodes written out that it has when it names none; the run stays the same. */
export function withNodesWritten(documents: Documents): Documents {
  const document = parseDocument(documents.scenario, { logLevel: 'silent' });
  if (document.errors.length > 0) return documents;
  const nodes = defaultNodes(3).map(({ name, capacity }) => {
    const node = document.createNode({ name, capacity });
    node.flow = true;
    return node;
  });
  document.setIn(['spec', 'cluster', 'nodes'], nodes);
  return { ...documents, scenario: document.toString({ lineWidth: 0 }) };
}
