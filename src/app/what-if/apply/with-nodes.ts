import { isSeq, parseDocument } from 'yaml';
import { defaultNodes } from '../../../scenario/defaults.ts';
import type { Documents } from '../../documents.ts';

/** The scenario with its nodes written out, so that one of them can be changed. */
export function withNodes(documents: Documents): Documents {
  const document = parseDocument(documents.scenario, { logLevel: 'silent' });
  if (document.errors.length > 0 || isSeq(document.getIn(['spec', 'cluster', 'nodes'], true))) return documents;
  const nodes = defaultNodes(3).map(({ name, capacity }) => document.createNode({ name, capacity }, { flow: true }));
  document.setIn(['spec', 'cluster', 'nodes'], nodes);
  return { ...documents, scenario: document.toString({ lineWidth: 0 }) };
}
