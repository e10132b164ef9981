import { describe, expect, it } from 'vitest';
import { lanesFor } from '../../src/views/sequence-diagram/lanes.ts';
import { placeRows, rowsFor } from '../../src/views/sequence-diagram/rows.ts';
import { storyOf } from '../story/story-of.ts';

const story = storyOf('deployment-and-service');
const lanes = (level: 'story' | 'detail', ...toggled: string[]) => lanesFor(story, level, new Set(toggled), 98, 1000);
const ids = (level: 'story' | 'detail', ...toggled: string[]) => lanes(level, ...toggled).columns.map(({ id }) => id);
const all = {
  level: 'detail',
  unfolded: new Set<number>(),
  followed: undefined,
  touches: undefined,
  search: '',
} as const;

describe('the lanes', () => {
  it('are those of the map from left to right, other nodes folded', () => {
    expect(ids('detail').slice(0, 10)).toEqual([
      'kubectl',
      'kube-apiserver',
      'etcd',
      'kube-controller-manager',
      'kube-scheduler',
      'worker-1/kubelet',
      'worker-1/containerd',
      'worker-1/containers',
      'worker-1/kube-proxy',
      'worker-1/netfilter',
    ]);
    expect(ids('detail')).toEqual(expect.arrayContaining(['group:worker-2', 'group:worker-3']));
  });

  it('fold by group: the control plane and a node become one lane each, and messages find it', () => {
    const folded = lanes('detail', 'control plane', 'worker-1');
    expect(folded.columns.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['group:control plane', 'group:worker-1']),
    );
    expect(folded.columnOf('kube-apiserver/request-3')?.id).toBe('group:control plane');
    expect(folded.columnOf('worker-1/kubelet/default/web')?.id).toBe('group:worker-1');
  });

  it('draw a connection through the kernel to the container, and nothing of it through kube-proxy or containerd', () => {
    const { columnOf } = lanes('story');
    const [call, hop] = story.index.messages.filter(({ body }) => body.type === 'traffic');
    expect([call?.from, call?.to, hop?.from, hop?.to].map((address) => columnOf(address ?? '')?.name)).toEqual([
      'client',
      'kernel',
      'kernel',
      'Pods',
    ]);
  });

  it('unfold another node beside the first', () => {
    expect(ids('detail', 'worker-2')).toEqual(expect.arrayContaining(['worker-1/kubelet', 'worker-2/kubelet']));
  });

  it('never overlap and stay within the width', () => {
    for (const toggled of [[], ['control plane'], ['worker-2', 'worker-3'], ['worker-1']]) {
      const { columns } = lanes('detail', ...toggled);
      columns.slice(1).forEach((column, place) => {
        const before = columns[place];
        expect(column.x - column.width / 2).toBeGreaterThanOrEqual((before?.x ?? 0) + (before?.width ?? 0) / 2 - 1e-6);
      });
      const last = columns.at(-1);
      expect((last?.x ?? 0) + (last?.width ?? 0) / 2).toBeLessThanOrEqual(1000);
    }
  });
});

describe('the rows', () => {
  it('can be those of one lane alone', () => {
    const { columnOf } = lanes('detail');
    const touches = ({ from, to }: { readonly from: string; readonly to: string }) =>
      columnOf(from)?.id === 'worker-1/kubelet' || columnOf(to)?.id === 'worker-1/kubelet';
    const rows = rowsFor(story, { ...all, touches });
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThan(rowsFor(story, all).length);
    for (const { told } of rows) expect(touches(told.message)).toBe(true);
  });

  it('can be those about one object alone', () => {
    const [pod] = story.facts.pods;
    const rows = rowsFor(story, { ...all, followed: pod?.key });
    expect(rows.some(({ label }) => label.startsWith('POST binding'))).toBe(true);
    expect(rows.some(({ label }) => label.includes('deployments'))).toBe(false);
  });

  it('are found by the words of their label, and by the path of their request', () => {
    expect(rowsFor(story, { ...all, search: 'runpodsandbox' }).length).toBeGreaterThanOrEqual(3);
    expect(rowsFor(story, { ...all, search: '/apis/apps/v1/' }).length).toBeGreaterThan(0);
    expect(rowsFor(story, { ...all, search: 'no such thing' })).toEqual([]);
  });

  it('keep their order and their distance, and a folded message has the row that it is folded into', () => {
    const layout = placeRows(rowsFor(story, { ...all, level: 'story' }), 'story', 31);
    layout.rows.slice(1).forEach((row, place) => {
      expect(row.y).toBeGreaterThanOrEqual((layout.rows[place]?.y ?? 0) + 31);
    });
    const folded = layout.rows.find((row) => row.all.length > 2);
    const inner = folded?.all[2]?.message.id;
    expect(inner === undefined ? undefined : layout.rowOf(inner)).toBe(folded);
  });
});
