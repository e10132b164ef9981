import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { firstChoices } from '../../../src/app/choices.ts';
import { around } from '../../../src/app/documents.ts';
import { clusterLine, whatIsUnused } from '../../../src/app/own-cluster/cluster-in-words.ts';
import { looksLikeCluster } from '../../../src/app/own-cluster/looks-like-cluster.ts';
import type { OwnCluster } from '../../../src/app/own-cluster/own-cluster.ts';
import { ownObjects } from '../../../src/app/own-cluster/own-objects.ts';
import { readClusterText } from '../../../src/app/own-cluster/read-cluster-text.ts';
import { sharedCluster } from '../../../src/app/own-cluster/shared-cluster.ts';
import { removeCluster, takeCluster } from '../../../src/app/own-cluster/take-cluster.ts';
import type { Manifest } from '../../../src/kubernetes/api/types.ts';
import { node, pod } from '../../simulation/imported/imported-run.ts';

const objects = [
  node('a'),
  pod('web-0', 'a'),
  pod('waits', undefined, { metadata: { labels: { app: 'web' }, uid: 'x', resourceVersion: '7' } }),
];
const text = JSON.stringify({
  kind: 'List',
  apiVersion: 'v1',
  items: [...objects, { kind: 'Event', apiVersion: 'v1', metadata: { name: 'e' } }],
});

function cluster(): OwnCluster {
  const read = readClusterText(text, () => undefined);
  if ('refused' in read) throw new Error(read.refused);
  return { id: 'one', name: 'cluster.json', json: new Blob([read.json]), summary: read.summary };
}

const mine = around('mine.yaml', 'kind: Pod\n');

describe('a cluster of one’s own', () => {
  const own = cluster();

  it('is said in a line, with what is not used', () => {
    expect(clusterLine(own)).toBe('cluster.json: 1 node and 2 Pods');
    expect(whatIsUnused(own.summary)).toBe('1 Event');
  });

  it('comes to the run without the Pod that is asked about', async () => {
    expect((await ownObjects(own)).map(({ metadata }) => metadata?.name)).toEqual(['a', 'web-0', 'waits']);
    const asked = await ownObjects({ ...own, without: ['Pod/shop/waits'] });
    expect(asked.map(({ metadata }) => metadata?.name)).toEqual(['a', 'web-0']);
  });

  it('names the Pods that wait, each with a manifest that creates it', () => {
    const [waiting, ...others] = own.summary.pending;
    expect(others).toEqual([]);
    expect(waiting).toMatchObject({ key: 'Pod/shop/waits', name: 'shop/waits' });
    const manifest = parseAllDocuments(waiting?.manifest ?? '')[0]?.toJS() as Manifest;
    expect(manifest.metadata).toEqual({ name: 'waits', namespace: 'shop', labels: { app: 'web' } });
    expect(manifest['status']).toBeUndefined();
  });

  it('takes nothing that was typed, neither when it comes nor when it goes', () => {
    const now = { ...firstChoices, documents: mine, running: mine };
    const used = { ...now, ...takeCluster(own)(now) };
    expect(used.running).toEqual({ ...mine, imported: own });
    expect({ ...used, ...removeCluster(used) }.running).toEqual(mine);
  });

  it('comes with a Pod that waits beside what was typed, and in place of an example that nobody touched', () => {
    const [asked] = own.summary.pending;
    const typed = { ...firstChoices, documents: mine, running: mine };
    const beside = takeCluster(own, asked)(typed).documents;
    expect(Object.keys(beside?.files ?? {})).toEqual(['mine.yaml', 'shop-waits.yaml']);
    expect(beside?.scenario).toContain('create -f shop-waits.yaml');
    const example = takeCluster(own, asked)({ ...typed, builtIn: 'nginx' }).documents;
    expect(Object.keys(example?.files ?? {})).toEqual(['shop-waits.yaml']);
  });

  it('goes out as a List that can be read again, without its names where that is wished', () => {
    const wish = { files: {}, anonymous: true, as: 'yaml' } as const;
    const again = readClusterText(sharedCluster(objects, wish).text, () => undefined);
    if ('refused' in again) throw new Error(again.refused);
    expect(again.summary.counts).toEqual({ Node: 1, Pod: 2 });
    expect(again.json).not.toContain('web-0');
  });
});

describe('a text that is pasted or dropped', () => {
  it.each([
    ['a List of Nodes in YAML', 'apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Node\n', true],
    ['a List of Nodes in JSON', JSON.stringify({ items: [node('a')] }, null, 4), true],
    ['the same on one line', JSON.stringify({ items: [node('a')] }), true],
    [
      'a static Pod, whose owner is a node',
      'kind: Pod\nmetadata:\n  ownerReferences:\n  - apiVersion: v1\n    kind: Node\n',
      false,
    ],
    ['a Pod', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: Node\n', false],
    ['a Pod that speaks of nodes', 'kind: Pod\nspec:\n  # kind: Node is another\n  nodeName: a\n', false],
  ])('%s', (_what, given, is) => {
    expect(looksLikeCluster(given)).toBe(is);
  });
});
