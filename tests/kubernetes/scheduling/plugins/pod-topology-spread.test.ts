import { describe, expect, it } from 'vitest';
import type { Node, Pod } from '../../../../src/kubernetes/api/types.ts';
import { podTopologySpread } from '../../../../src/kubernetes/scheduling/plugins/pod-topology-spread.ts';
import { decide, feasibleOf, nodeNamed, podNamed, scoresOf, snapshotOf, viewOf } from '../cluster.ts';

const zoned = (name: string, zone: string, more: object = {}) => nodeNamed(name, { zone, ...more });
const nodes = [zoned('a1', 'a'), zoned('a2', 'a'), zoned('b1', 'b')];
const labels = { app: 'web' };
const on = (node: string, count: number, metadata: object = { labels }): readonly Pod[] =>
  Array.from({ length: count }, (_, i) => podNamed(`${node}-${i}`, { nodeName: node }, metadata));
const constraint = {
  maxSkew: 1,
  topologyKey: 'zone',
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: { matchLabels: labels },
};
const spread = (more: object = {}, spec: object = {}): Pod =>
  podNamed('new', { topologySpreadConstraints: [{ ...constraint, ...more }], ...spec }, { labels });

describe('a constraint that must hold', () => {
  it('keeps a Pod from the fuller domain, and the verdict has the figures', () => {
    const decision = decide(spread(), { nodes, pods: on('a1', 1) });
    expect(feasibleOf(decision)).toEqual(['b1']);
    expect(decision.filtered.refused.get('a2')).toMatchObject({
      code: 'Unschedulable',
      reasons: ["node(s) didn't match pod topology spread constraints"],
      compared: {
        domain: 'a',
        count: 1,
        self: 1,
        minimum: 0,
        skew: 2,
        maxSkew: 1,
        counts: { a: 1, b: 0 },
        field: 'spec.topologySpreadConstraints[0]',
      },
    });
  });

  it('refuses a node without the label', () => {
    const { filtered } = decide(spread(), { nodes: [...nodes, nodeNamed('none')] });
    expect(filtered.refused.get('none')).toMatchObject({
      code: 'UnschedulableAndUnresolvable',
      reasons: ["node(s) didn't match pod topology spread constraints (missing required label)"],
    });
  });

  it('does not count a Pod that ends, nor one of another namespace', () => {
    const ending = on('a1', 1, { labels, deletionTimestamp: '2026-01-01T00:00:00Z' });
    const foreign = on('a2', 1, { labels, namespace: 'other' });
    expect(feasibleOf(decide(spread(), { nodes, pods: [...ending, ...foreign] }))).toEqual(['a1', 'a2', 'b1']);
  });

  it('takes the minimum for 0 as long as there are fewer domains than minDomains', () => {
    const pods = [...on('a1', 1), ...on('b1', 1)];
    expect(feasibleOf(decide(spread({ minDomains: 2 }), { nodes, pods }))).toEqual(['a1', 'a2', 'b1']);
    expect(feasibleOf(decide(spread({ minDomains: 3 }), { nodes, pods }))).toEqual([]);
  });

  it('leaves out domains that the Pod excludes itself, unless it says otherwise', () => {
    const more = [zoned('a1', 'a', { disk: 'ssd' }), zoned('b1', 'b')];
    const ssd = { nodeSelector: { disk: 'ssd' } };
    expect(feasibleOf(decide(spread({}, ssd), { nodes: more, pods: on('a1', 1) }))).toEqual(['a1']);
    const ignoring = spread({ nodeAffinityPolicy: 'Ignore' }, ssd);
    expect(feasibleOf(decide(ignoring, { nodes: more, pods: on('a1', 1) }))).toEqual([]);
  });

  it('counts tainted nodes, unless it says otherwise', () => {
    const tainted: Node = nodeNamed('b1', { zone: 'b' }, {}, { taints: [{ key: 'k', effect: 'NoSchedule' }] });
    const cluster = { nodes: [zoned('a1', 'a'), tainted], pods: on('a1', 1) };
    expect(feasibleOf(decide(spread(), cluster))).toEqual([]);
    expect(feasibleOf(decide(spread({ nodeTaintsPolicy: 'Honor' }), cluster))).toEqual(['a1']);
  });

  it('counts only Pods of the same revision, where matchLabelKeys names its label', () => {
    const pod = podNamed(
      'new',
      { topologySpreadConstraints: [{ ...constraint, matchLabelKeys: ['hash', 'absent'] }] },
      { labels: { ...labels, hash: '2' } },
    );
    expect(feasibleOf(decide(pod, { nodes, pods: on('a1', 3, { labels: { ...labels, hash: '1' } }) }))).toHaveLength(3);
    expect(feasibleOf(decide(pod, { nodes, pods: on('a1', 1, { labels: { ...labels, hash: '2' } }) }))).toEqual(['b1']);
  });

  it('forgets Pods that are taken for gone, and remembers them again', () => {
    const pods = on('a1', 1);
    const snapshot = snapshotOf({ nodes, pods });
    const prepared = podTopologySpread().preFilter?.({ pod: spread(), snapshot, view: viewOf([]) });
    const [info] = snapshot.nodes;
    const [gone] = pods;
    if (prepared === undefined || prepared === 'Skip' || 'code' in prepared || !info || !gone)
      throw new Error('skipped');
    expect(prepared.filter(info).code).toBe('Unschedulable');
    prepared.removePod?.(gone, info);
    expect(prepared.filter(info).code).toBe('Success');
    prepared.addPod?.(gone, info);
    expect(prepared.filter(info).code).toBe('Unschedulable');
  });
});

describe('a constraint that should hold', () => {
  const soft = spread({ whenUnsatisfiable: 'ScheduleAnyway' });

  it('prefers the emptier domain', () => {
    // a: 2 × ln(2 + 2) = 2.77, hence 3; b: 0.
    expect(scoresOf(decide(soft, { nodes, pods: on('a1', 2) }), 'PodTopologySpread')).toEqual({
      a1: 0,
      a2: 0,
      b1: 100,
    });
  });

  it('gives nothing to a node without the label', () => {
    const scores = scoresOf(decide(soft, { nodes: [...nodes, nodeNamed('none')] }), 'PodTopologySpread');
    expect(scores).toEqual({ a1: 100, a2: 100, b1: 100, none: 0 });
  });

  it('counts nothing with a selector that asks for nothing', () => {
    const all = spread({ whenUnsatisfiable: 'ScheduleAnyway', labelSelector: {} });
    const scores = scoresOf(decide(all, { nodes, pods: on('a1', 2) }), 'PodTopologySpread');
    expect(scores).toEqual({ a1: 100, a2: 100, b1: 100 });
  });
});

describe('the constraints of the profile', () => {
  const view = viewOf([
    {
      kind: 'StatefulSet',
      metadata: { name: 'db', namespace: 'default' },
      spec: { selector: { matchLabels: { app: 'db' } } },
    },
  ]);
  const owned = podNamed(
    'db-0',
    {},
    {
      labels: { app: 'db' },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'db', controller: true }],
    },
  );

  it('may be hard; they count the Pods of the same controller', () => {
    const plugin = podTopologySpread({ defaultingType: 'List', defaultConstraints: [constraint] as never });
    const snapshot = snapshotOf({ nodes, pods: on('a1', 1, { labels: { app: 'db' } }) });
    const prepared = plugin.preFilter?.({ pod: owned, snapshot, view });
    if (prepared === undefined || prepared === 'Skip' || 'code' in prepared) throw new Error('skipped');
    expect(snapshot.nodes.map((info) => prepared.filter(info).code)).toEqual([
      'Unschedulable',
      'Unschedulable',
      'Success',
    ]);
  });

  it('are none where the list is empty, and none for a Pod that belongs to nothing', () => {
    const snapshot = snapshotOf({ nodes });
    const none = podTopologySpread({ defaultingType: 'List' });
    expect(none.preScore?.({ pod: owned, snapshot, view }, snapshot.nodes)).toBeUndefined();
    const system = podTopologySpread();
    expect(system.preScore?.({ pod: podNamed('bare'), snapshot, view }, snapshot.nodes)).toBeUndefined();
    expect(system.preScore?.({ pod: owned, snapshot, view }, snapshot.nodes)).toBeDefined();
  });
});
