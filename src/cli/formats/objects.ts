import type { ApiObject } from '../../kubernetes/api/types.ts';
import { type Format, line } from './format.ts';

/** All objects at the end, by kind, Namespace and name, as `kubectl get -A -o json` would show them. */
export const objects: Format = (trace, output) => {
  const last = new Map<string, ApiObject>();
  for (const { key, operation, object } of [...trace.initial, ...trace.writes]) {
    if (operation === 'delete') last.delete(key);
    else last.set(key, object);
  }
  const items = [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  const list = { apiVersion: 'v1', kind: 'List', items, metadata: { resourceVersion: '' } };
  if (output.name === undefined) output.write(`${JSON.stringify(list, null, 4)}\n`);
  else line(output, list);
};
