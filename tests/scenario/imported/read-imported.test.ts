import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { ImportedCluster } from '../../../src/scenario/imported/imported-cluster.ts';
import { parseYaml } from '../../../src/scenario/imported/parse-yaml.ts';
import { readImported } from '../../../src/scenario/imported/read-imported.ts';

const node = (name: string): object => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, uid: `uid-${name}`, labels: { disk: 'ssd' }, managedFields: [{ manager: 'kubelet' }] },
  status: { allocatable: { cpu: '4', pods: '110' }, images: [{ names: ['big:1'], sizeBytes: 9_000_000_000 }] },
});
const pod = (name: string, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop' },
  spec: { nodeName: 'a', containers: [{ name: 'c', image: 'nginx' }] },
  status: { phase: 'Running' },
  ...more,
});
const list = (...items: readonly object[]): object => ({ apiVersion: 'v1', items, kind: 'List', metadata: {} });
const printed = (value: object, indentSeq = false): string => stringify(value, { indentSeq, lineWidth: 0 });

const read = (text: string) => readImported(text, { parseYaml });
function imported(text: string): ImportedCluster {
  const found = read(text);
  if ('refused' in found) throw new Error(found.refused);
  return found.imported;
}
const refused = (text: string): string => {
  const found = read(text);
  return 'refused' in found ? found.refused : '';
};
const names = ({ objects }: ImportedCluster) => objects.map(({ metadata }) => metadata?.name);

describe('what kubectl prints', () => {
  const both = list(node('a'), pod('web'), pod('db'));
  const whole = imported(JSON.stringify(both));
  it.each([
    ['as YAML', printed(both)],
    ['as YAML with indented lists', printed(both, true)],
    ['with Windows line ends', printed(both).replaceAll('\n', '\r\n')],
    ['as several documents', [node('a'), pod('web'), pod('db')].map((each) => printed(each)).join('---\n')],
    ['as two Lists one after the other', `${printed(list(node('a')))}---\n${printed(list(pod('web'), pod('db')))}`],
    [
      'as two JSON Lists one after the other',
      `${JSON.stringify(list(node('a')), null, 4)}\n${JSON.stringify(list(pod('web'), pod('db')))}`,
    ],
    ['as a list without a List', printed([node('a'), pod('web'), pod('db')])],
  ])('is the same cluster %s', (_how, text) => {
    expect(imported(text)).toEqual(whole);
  });

  it('keeps status, uid and labels, and leaves out managedFields', () => {
    expect(whole.counts).toEqual({ Node: 1, Pod: 2 });
    expect(whole.objects[0]).toEqual({
      ...node('a'),
      metadata: { name: 'a', uid: 'uid-a', labels: { disk: 'ssd' } },
    });
  });

  it('may be a list of one kind whose items do not say what they are', () => {
    const { kind: _k, apiVersion: _a, ...bare } = node('a') as Record<string, unknown>;
    expect(names(imported(JSON.stringify({ kind: 'NodeList', apiVersion: 'v1', items: [bare] })))).toEqual(['a']);
  });

  it('has kinds that are counted and not used', () => {
    const custom = (name: string) => ({ apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name } });
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { key: 'aGVsbG8=' } };
    const found = imported(printed(list(node('a'), custom('v'), custom('w'), secret)));
    expect(found.unused).toEqual({ Widget: 2, Secret: 1 });
    expect(names(found)).toEqual(['a']);
  });
});

describe('what is wrong in one item', () => {
  const broken: readonly (readonly [string, object | string, string])[] = [
    ['a text where a list belongs', pod('x', { spec: { containers: 'nginx' } }), 'spec.containers'],
    ['no containers', pod('x', { spec: { nodeName: 'a' } }), 'spec.containers is missing'],
    [
      'an amount that is none',
      pod('x', { spec: { containers: [{ name: 'c', resources: { requests: { cpu: 'much' } } }] } }),
      'quantities must match',
    ],
    ['a number for a label', pod('x', { metadata: { name: 'x', labels: { a: 1 } } }), 'metadata.labels'],
    ['no name', pod('x', { metadata: {} }), 'metadata.name is missing'],
    ['a list for a name', pod('x', { metadata: { name: ['x'] } }), 'metadata.name is missing'],
    ['a path for a name', pod('x', { metadata: { name: '../x' } }), 'no name'],
    ['a huge number', pod('x', { spec: { priority: 1e300, containers: [{ name: 'c' }] } }), 'spec.priority'],
    ['no amounts of a node', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'x' } }, 'status.allocatable'],
    ['nothing of an object', { hello: 'world' }, 'no kind and apiVersion'],
  ];
  it.each(broken)('names it and keeps the others: %s', (_what, item, why) => {
    const found = imported(printed(list(node('a'), item as object, pod('web'))));
    expect(names(found)).toEqual(['a', 'web']);
    expect(found.leftOutCount).toBe(1);
    expect(found.leftOut[0]?.which).toMatch(/^item 2/);
    expect(found.leftOut[0]?.why).toContain(why);
  });

  it('has a line: YAML that breaks in the middle', () => {
    const text = printed(list(node('a'), pod('web'), pod('db'))).replace('name: web', 'name: "web');
    const found = imported(text);
    expect(names(found)).toEqual(['a', 'db']);
    expect(text.split('\n')[(found.leftOut[0]?.line ?? 0) - 1]).toBe('- apiVersion: v1');
  });

  it('has a line: JSON that breaks in the middle, and JSON that was cut off', () => {
    const text = JSON.stringify(list(node('a'), pod('web'), pod('db')), null, 4);
    const found = imported(text.replace('"web",', '"web" "oh",'));
    expect(names(found)).toEqual(['a', 'db']);
    expect(text.split('\n')[(found.leftOut[0]?.line ?? 0) - 1]?.trim()).toBe('{');
    expect(names(imported(text.slice(0, text.indexOf('"db"'))))).toEqual(['a', 'web']);
  });

  it('is said when an object is there twice', () => {
    expect(imported(printed(list(node('a'), node('a')))).leftOut[0]?.why).toContain('twice');
  });
});

describe('a text made to do harm', () => {
  it('does not unfold aliases without end', () => {
    const levels = Array.from(
      { length: 30 },
      (_, i) => `  a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`,
    );
    const bomb = `apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  a0: &a0 [lol]\n${levels.join('\n')}\n`;
    const found = imported(`${printed(node('a'))}---\n${bomb}`);
    expect(names(found)).toEqual(['a']);
    expect(found.leftOutCount).toBe(1);
  });

  it('does not nest without end', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    for (const text of [
      `${printed(node('a'))}---\n${deep}\n`,
      `{"items":[${JSON.stringify(node('a'))},{"x":${deep}}]}`,
    ])
      expect(names(imported(text))).toEqual(['a']);
  });

  it('changes nothing that others inherit from', () => {
    const text = `{"kind":"List","items":[${JSON.stringify(node('a'))},{"kind":"Pod","apiVersion":"v1","__proto__":{"polluted":1},"metadata":{"name":"x","__proto__":{"polluted":1},"labels":{"__proto__":"y","constructor":"z"}},"spec":{"containers":[{"name":"c"}]}}]}`;
    const found = imported(text);
    expect(names(found)).toEqual(['a', 'x']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect((found.objects[1] as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.keys(found.objects[1]?.metadata?.labels ?? {})).toEqual(['constructor']);
  });

  it('has no more nodes than can be shown, and is not too long', () => {
    const many = Array.from({ length: 5001 }, (_, i) => node(`n-${i}`));
    expect(refused(JSON.stringify(list(...many)))).toContain('more than 5000 Nodes');
    expect(refused(' '.repeat(25_000_001))).toContain('25 MB can be read');
  });

  it.each([
    '',
    '   ',
    '[]',
    '{}',
    'null',
    '---\n---\n',
    '42',
    '"text"',
    '\u0000\u0001',
    '- - - -',
    ': : :',
    '{"items": 7}',
    '{"items": [null, 3, []]}',
    'items:\n',
    'items:\n-',
    '{{{',
    ']',
    'a: &a [*a]',
  ])('and what is no cluster says what is wanted: %j', (text) => {
    expect(refused(text)).toContain('kubectl get nodes,pods -A -o yaml');
  });
});

describe('another output of kubectl', () => {
  it.each([
    [
      'NAME       STATUS   ROLES    AGE   VERSION   INTERNAL-IP\nnode-1     Ready    <none>   12d   v1.35.0   10.0.0.4\n',
      'table that kubectl get prints',
    ],
    ['NAMESPACE   NAME    READY   STATUS\nshop        web     1/1     Running\n', 'table that kubectl get prints'],
    [
      'Name:               node-1\nRoles:              <none>\nLabels:             a=b\nCapacity:\n  cpu: 4\n',
      'kubectl describe',
    ],
    ['Name:             web\nNamespace:        shop\nStatus:           Pending\n', 'kubectl describe'],
    [
      'Warning  FailedScheduling  3s  default-scheduler  0/3 nodes are available: 3 Insufficient cpu.\n',
      'event of kube-scheduler',
    ],
    ['Error from server (Forbidden): nodes is forbidden\n', 'error of kubectl'],
    ['node/worker-1\nnode/worker-2\npod/web\n', 'names'],
    ['apiVersion: v1\nclusters: []\nkind: Config\nusers: []\n', 'kubeconfig'],
  ])('is recognised: %j', (text, says) => {
    expect(refused(text)).toContain(says);
    expect(refused(text)).toContain('kubectl get nodes,pods -A -o yaml');
  });
});
