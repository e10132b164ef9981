import { describe, expect, it } from 'vitest';
import { partsOf, writtenAt } from '../../../../src/app/what-if/apply/written-at.ts';

const documents = {
  files: {
    'two.yaml': '---\n# first\nkind: Service\nmetadata: {name: web}\n---\nkind: Deployment\nmetadata: {name: web}\n',
    'list.yaml':
      'kind: List\nitems:\n- {kind: Pod, metadata: {name: a}}\n- {kind: Pod, metadata: {name: b, namespace: x}}\n',
    'made.yaml': 'kind: Pod\nmetadata: {generateName: run-}\n',
  },
  scenario: 'spec:\n  cluster:\n    objects:\n      - {kind: Pod, metadata: {name: old}}\n',
};
const at = (kind: string, name: string, namespace = 'default', generateName?: string) => {
  const found = writtenAt(documents, { kind, name, namespace, generateName });
  return found && [found.file, partsOf(found.text)[found.document]?.split('\n')[0], ...found.path];
};

describe('where an object is written', () => {
  it('is one document of several, an item of a List, or one of the objects that the cluster has', () => {
    expect(at('Deployment', 'web')).toEqual(['two.yaml', 'kind: Deployment']);
    expect(at('Pod', 'a')).toEqual(['list.yaml', 'kind: List', 'items', 0]);
    expect(at('Pod', 'b', 'x')).toEqual(['list.yaml', 'kind: List', 'items', 1]);
    expect(at('Pod', 'old')).toEqual([undefined, 'spec:', 'spec', 'cluster', 'objects', 0]);
  });

  it('is told by its namespace, and by the name that a name was made from', () => {
    expect(at('Pod', 'b')).toBeUndefined();
    expect(at('Pod', 'run-x7k2p', 'default', 'run-')).toEqual(['made.yaml', 'kind: Pod']);
    expect(at('Pod', 'run-x7k2p')).toBeUndefined();
  });

  it('leaves the parts of a text as they are', () => {
    for (const text of Object.values(documents.files)) expect(partsOf(text).join('')).toBe(text);
  });
});
