import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../../src/kubernetes/api/types.ts';
import { interPodAffinity } from '../../../../src/kubernetes/scheduling/plugins/inter-pod-affinity.ts';
import type { EventResource } from '../../../../src/kubernetes/scheduling/queueing-hint.ts';
import { decide, feasibleOf, nodeNamed, podNamed, scoresOf, viewOf } from '../cluster.ts';

const zoned = (name: string, zone: string) => nodeNamed(name, { zone });
const nodes = [zoned('a1', 'a'), zoned('a2', 'a'), zoned('b1', 'b'), nodeNamed('none')];
const web = { matchLabels: { app: 'web' } };
const required = (kind: string, term: object) => ({
  affinity: { [kind]: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', ...term }] } },
});
const preferred = (kind: string, weight: number, term: object) => ({
  affinity: {
    [kind]: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight, podAffinityTerm: { topologyKey: 'zone', ...term } }],
    },
  },
});
const near = (term: object) => podNamed('new', required('podAffinity', term));
const apart = (term: object) => podNamed('new', required('podAntiAffinity', term));
const running = (node: string, metadata: object = { labels: { app: 'web' } }, spec: object = {}): Pod =>
  podNamed(`on-${node}`, { nodeName: node, ...spec }, { ...metadata });

describe('a Pod that requires others near it', () => {
  it('goes into the domain that has them', () => {
    expect(feasibleOf(decide(near({ labelSelector: web }), { nodes, pods: [running('a1')] }))).toEqual(['a1', 'a2']);
  });

  it('goes nowhere without them, and no victim would help', () => {
    const { filtered } = decide(near({ labelSelector: web }), { nodes });
    expect(filtered.refused.get('a1')).toMatchObject({
      code: 'UnschedulableAndUnresolvable',
      reasons: ["node(s) didn't match pod affinity rules"],
      compared: {
        owner: 'default/new',
        topologyKey: 'zone',
        field: 'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]',
      },
    });
  });

  it('may be the first of its own kind, on any node with the label', () => {
    const first = podNamed('new', required('podAffinity', { labelSelector: web }), { labels: { app: 'web' } });
    expect(feasibleOf(decide(first, { nodes }))).toEqual(['a1', 'a2', 'b1']);
  });

  it('finds one Pod that matches all its terms, not one for each', () => {
    const both = podNamed('new', {
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'zone', labelSelector: web },
            { topologyKey: 'zone', labelSelector: { matchLabels: { tier: 'front' } } },
          ],
        },
      },
    });
    const split = [running('a1'), running('a2', { labels: { tier: 'front' } })];
    expect(feasibleOf(decide(both, { nodes, pods: split }))).toEqual([]);
    const whole = [running('b1', { labels: { app: 'web', tier: 'front' } })];
    expect(feasibleOf(decide(both, { nodes, pods: whole }))).toEqual(['b1']);
  });

  it('means its own namespace unless it says otherwise', () => {
    const elsewhere = [running('a1', { labels: { app: 'web' }, namespace: 'team' })];
    const objects = [{ kind: 'Namespace', metadata: { name: 'team', labels: { kind: 'team' } } }];
    const cluster = { nodes, pods: elsewhere, objects };
    expect(feasibleOf(decide(near({ labelSelector: web }), cluster))).toEqual([]);
    for (const more of [
      { namespaces: ['team'] },
      { namespaceSelector: {} },
      { namespaceSelector: { matchLabels: { kind: 'team' } } },
    ])
      expect(feasibleOf(decide(near({ labelSelector: web, ...more }), cluster))).toEqual(['a1', 'a2']);
    const none = { namespaceSelector: { matchLabels: { kind: 'other' } } };
    expect(feasibleOf(decide(near({ labelSelector: web, ...none }), cluster))).toEqual([]);
  });
});

describe('a Pod that requires to be apart', () => {
  it('avoids the domain of those it names, and the verdict tells which', () => {
    const decision = decide(apart({ labelSelector: web }), { nodes, pods: [running('a1')] });
    expect(feasibleOf(decision)).toEqual(['b1', 'none']);
    expect(decision.filtered.refused.get('a2')).toMatchObject({
      code: 'Unschedulable',
      reasons: ["node(s) didn't match pod anti-affinity rules"],
      compared: { domain: 'a', count: 1, pods: ['default/on-a1'], selector: web },
    });
  });

  it('keeps others away, too: what is there has a say', () => {
    const hermit = running('a1', { labels: { app: 'hermit' } }, required('podAntiAffinity', { labelSelector: web }));
    const decision = decide(podNamed('new', {}, { labels: { app: 'web' } }), { nodes, pods: [hermit] });
    expect(feasibleOf(decision)).toEqual(['b1', 'none']);
    expect(decision.filtered.refused.get('a1')).toMatchObject({
      reasons: ["node(s) didn't satisfy existing pods anti-affinity rules"],
      compared: { owner: 'default/on-a1', pods: ['default/on-a1'] },
    });
  });
});

describe('preferences', () => {
  it('count by weight, from the worst domain to the best', () => {
    const pod = podNamed('new', preferred('podAffinity', 5, { labelSelector: web }));
    const scores = scoresOf(decide(pod, { nodes, pods: [running('a1'), running('b1')] }), 'InterPodAffinity');
    expect(scores).toEqual({ a1: 100, a2: 100, b1: 100, none: 0 });
    const away = podNamed('new', preferred('podAntiAffinity', 5, { labelSelector: web }));
    const two = [running('a1'), running('a2'), running('b1')];
    expect(scoresOf(decide(away, { nodes, pods: two }), 'InterPodAffinity')).toEqual({
      a1: 0,
      a2: 0,
      b1: 50,
      none: 100,
    });
  });

  it('of the Pods that are there count for a new one, and what they require counts one', () => {
    const fan = running('a1', {}, required('podAffinity', { labelSelector: web }));
    const decision = decide(podNamed('new', {}, { labels: { app: 'web' } }), { nodes, pods: [fan] });
    expect(scoresOf(decision, 'InterPodAffinity')).toEqual({ a1: 100, a2: 100, b1: 0, none: 0 });
  });

  it('of nobody: the plugin has nothing to say', () => {
    const { scored } = decide(podNamed('new'), { nodes, pods: [running('a1')] });
    expect(scored?.plugins.map(({ plugin }) => plugin)).not.toContain('InterPodAffinity');
  });
});

describe('a Pod that affinity keeps waiting', () => {
  const helps = (pod: Pod, resource: EventResource, before: unknown, after: unknown): boolean =>
    (interPodAffinity().hints ?? []).some(
      (hint) =>
        hint.resource === resource &&
        hint.helps?.(pod, { resource, actions: new Set(), before, after } as never, viewOf([])) === true,
    );

  it('is woken by a Pod on a node that it wants near it, not by one without a node', () => {
    const pod = near({ labelSelector: web });
    expect(helps(pod, 'Pod', undefined, running('a1'))).toBe(true);
    expect(helps(pod, 'Pod', undefined, podNamed('other', {}, { labels: { app: 'web' } }))).toBe(false);
    expect(helps(pod, 'Pod', undefined, running('a1', { labels: { app: 'db' } }))).toBe(false);
  });

  it('is woken when a Pod leaves from which it wants to be apart', () => {
    expect(helps(apart({ labelSelector: web }), 'Pod', running('a1'), undefined)).toBe(true);
    expect(helps(near({ labelSelector: web }), 'Pod', running('a1'), undefined)).toBe(false);
  });

  it('is not woken when a Pod leaves that wanted to be apart from it: v1.35 does not look at its terms', () => {
    const hermit = running('a1', { labels: { app: 'hermit' } }, required('podAntiAffinity', { labelSelector: web }));
    expect(helps(podNamed('new', {}, { labels: { app: 'web' } }), 'Pod', hermit, undefined)).toBe(false);
  });

  it('is woken by nodes that get into another domain', () => {
    const pod = near({ labelSelector: web });
    expect(helps(pod, 'Node', undefined, zoned('c1', 'c'))).toBe(true);
    expect(helps(pod, 'Node', undefined, nodeNamed('c1'))).toBe(false);
    expect(helps(pod, 'Node', zoned('c1', 'c'), zoned('c1', 'd'))).toBe(true);
    expect(helps(pod, 'Node', zoned('c1', 'c'), zoned('c1', 'c'))).toBe(false);
    expect(helps(apart({ labelSelector: web }), 'Node', undefined, nodeNamed('c1'))).toBe(true);
  });
});
