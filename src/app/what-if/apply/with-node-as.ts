import { type Document, isMap, isSeq, parseDocument } from 'yaml';
import type { Node } from '../../../kubernetes/api/types.ts';
import type { Documents } from '../../documents.ts';
import type { Applied } from './applied.ts';
import { ownLabel } from './own-label.ts';
import { withNodes } from './with-nodes.ts';

/** The scenario in which a node is as this one is, or is not there, from the start of the run. */
export function withNodeAs(documents: Documents, name: string, node: Node | undefined): Applied {
  const written = withNodes(documents);
  const document = parseDocument(written.scenario, { logLevel: 'silent' });
  const nodes = document.errors.length === 0 ? document.getIn(['spec', 'cluster', 'nodes'], true) : undefined;
  const place = isSeq(nodes) ? nodes.items.findIndex((item) => isMap(item) && item.get('name') === name) : -1;
  if (place < 0)
    return { cannot: `${name} is not among the nodes that the scenario names: it cannot be changed there.` };
  const path = ['spec', 'cluster', 'nodes', place];
  if (node === undefined) document.deleteIn(path);
  else write(document, path, node);
  return {
    documents: { ...written, scenario: document.toString({ lineWidth: 0 }) },
    did: node === undefined ? `${name} is not in the cluster` : `${name} is another from the start`,
  };
}

function write(document: Document, path: readonly (string | number)[], { metadata, spec, status }: Node): void {
  const put = (field: string, value: object | boolean | undefined): void => {
    if (value === undefined) document.deleteIn([...path, field]);
    else document.setIn([...path, field], document.createNode(value, { flow: true }));
  };
  for (const resource of ['cpu', 'memory']) {
    const amount = status?.capacity?.[resource];
    if (amount !== undefined) document.setIn([...path, 'capacity', resource], amount);
  }
  const labels = Object.entries(metadata.labels ?? {}).filter(([key]) => !ownLabel.test(key));
  const taints = (spec?.taints ?? []).filter(({ key }) => !key.startsWith('node.kubernetes.io/'));
  put('labels', labels.length === 0 ? undefined : Object.fromEntries(labels));
  put(
    'taints',
    taints.length === 0
      ? undefined
      : taints.map(({ key, value, effect }) => ({ key, ...(value ? { value } : {}), effect })),
  );
  put('unschedulable', spec?.unschedulable === true ? true : undefined);
}
