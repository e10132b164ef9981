import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/kubernetes/api/types.ts';
import { pickCandidate } from '../../../src/kubernetes/scheduling/preemption/pick-candidate.ts';
import { preempt } from '../../../src/kubernetes/scheduling/preemption/preempt.ts';
import { type Cluster, decide, nodeNamed, podNamed } from './cluster.ts';

const cpu = (amount: string) => [{ name: 'main', image: 'nginx:1.27', resources: { requests: { cpu: amount } } }];

interface Figures {
  readonly cpu?: string;
  readonly priority?: number;
  readonly start?: string;
  readonly app?: string;
}

const running = (
  name: string,
  node: string,
  { priority = 0, start = '10:00', app = 'web', ...figures }: Figures = {},
) =>
  podNamed(
    name,
    { nodeName: node, priority, containers: cpu(figures.cpu ?? '1') },
    { labels: { app } },
    { startTime: `2026-01-01T${start}:00Z` },
  );
const urgent = (amount: string, spec: object = {}, status: object = {}): Pod =>
  podNamed('urgent', { priority: 1000, containers: cpu(amount), ...spec }, {}, status);
const small = (name: string) => nodeNamed(name, {}, { allocatable: { cpu: '2', memory: '8Gi', pods: '110' } });
const names = (pods: readonly Pod[] = []) => pods.map(({ metadata }) => metadata.name);

function preempted(pod: Pod, cluster: Cluster) {
  const { preemption, message } = decide(pod, cluster, { preempt });
  return { node: preemption?.selected?.node, victims: names(preemption?.selected?.pods), message };
}

const budget = (allowed: number, disruptedPods: object = {}) => ({
  kind: 'PodDisruptionBudget',
  metadata: { name: 'web', namespace: 'default' },
  spec: { selector: { matchLabels: { app: 'web' } } },
  status: { disruptionsAllowed: allowed, disruptedPods },
});

describe('victims on a node', () => {
  it('are no more than must go, and the least important', () => {
    const pods = [running('low', 'n1', { priority: 1 }), running('middle', 'n1', { priority: 5 })];
    expect(preempted(urgent('1'), { nodes: [small('n1')], pods })).toEqual({
      node: 'n1',
      victims: ['low'],
      message: '0/1 nodes are available: 1 Insufficient cpu.',
    });
  });

  it('of equal priority are those that began later', () => {
    const pods = [running('old', 'n1', { start: '09:00' }), running('young', 'n1', { start: '11:00' })];
    expect(preempted(urgent('1'), { nodes: [small('n1')], pods }).victims).toEqual(['young']);
  });

  it('are told with the most important first', () => {
    const pods = [running('low', 'n1', { priority: 1 }), running('middle', 'n1', { priority: 5 })];
    expect(preempted(urgent('2'), { nodes: [small('n1')], pods }).victims).toEqual(['middle', 'low']);
  });

  it('are not those of equal or higher priority', () => {
    const pods = [running('equal', 'n1', { priority: 1000, cpu: '2' })];
    expect(preempted(urgent('1'), { nodes: [small('n1')], pods }).message).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.',
    );
  });

  it('are none where the Pod would not fit even so: the filter that refuses then is named', () => {
    const pods = [running('kept', 'n1', { priority: 1000 }), running('low', 'n1')];
    expect(
      preempted(urgent('2'), {
        nodes: [small('n1'), small('n2')],
        pods: [...pods, running('x', 'n2', { priority: 2000 })],
      }).message,
    ).toBe(
      '0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: 0/2 nodes are available: 1 Insufficient cpu, 1 No preemption victims found for incoming pod.',
    );
  });

  it('of a budget that is used up are spared if others will do', () => {
    const pods = [running('web', 'n1'), running('other', 'n1', { priority: 5, app: 'other' })];
    const nodes = [small('n1')];
    expect(preempted(urgent('1'), { nodes, pods }).victims).toEqual(['web']);
    expect(preempted(urgent('1'), { nodes, pods, objects: [budget(0)] }).victims).toEqual(['other']);
    expect(preempted(urgent('1'), { nodes, pods, objects: [budget(1)] }).victims).toEqual(['web']);
    const leaving = { web: '2026-01-01T00:00:00Z' };
    expect(preempted(urgent('1'), { nodes, pods, objects: [budget(0, leaving)] }).victims).toEqual(['web']);
  });

  it('may break a budget where nothing else helps, and that is counted', () => {
    const { preemption } = decide(
      urgent('2'),
      { nodes: [small('n1')], pods: [running('a', 'n1'), running('b', 'n1')], objects: [budget(1)] },
      { preempt },
    );
    expect(preemption?.selected?.violations).toBe(1);
  });

  it('make room where Pods want to be apart', () => {
    const apart = {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'web' } } },
          ],
        },
      },
    };
    const nodes = [nodeNamed('n1', { zone: 'a' })];
    const pods = [running('web', 'n1'), running('db', 'n1', { app: 'db' })];
    expect(preempted(urgent('1', apart), { nodes, pods }).victims).toEqual(['web']);
  });
});

describe('a node is picked', () => {
  const victims = (node: string, pods: readonly Pod[], violations = 0) => ({ node, pods, violations });
  const pick = (...candidates: readonly ReturnType<typeof victims>[]) => pickCandidate(candidates)?.node;
  const at = (priority: number, start = '10:00') => running('pod', 'n', { priority, start });

  it('by the fewest broken budgets, before all else', () => {
    expect(pick(victims('a', [at(1)], 1), victims('b', [at(9), at(9)]))).toBe('b');
  });

  it('then by the lowest of the highest priorities', () => {
    expect(pick(victims('a', [at(9)]), victims('b', [at(5), at(5)]))).toBe('b');
  });

  it('then by the smallest sum, in which every Pod counts, whatever its priority', () => {
    expect(pick(victims('a', [at(5), at(4)]), victims('b', [at(5), at(3)]))).toBe('b');
    expect(pick(victims('a', [at(-1), at(-10)]), victims('b', [at(-1)]))).toBe('b');
  });

  it('then by the latest start of the most important', () => {
    expect(pick(victims('a', [at(5, '09:00')]), victims('b', [at(5, '11:00')]))).toBe('b');
  });

  it('then by the order of the nodes', () => {
    expect(pick(victims('a', [at(5)]), victims('b', [at(5)]))).toBe('a');
  });
});

it('a hundred candidates are enough, or one node in ten', () => {
  const many = Array.from({ length: 150 }, (_, i) => small(`n${i}`));
  const pods = many.map(({ metadata: { name } }) => running(`on-${name}`, name, { cpu: '2' }));
  const { preemption } = decide(urgent('1'), { nodes: many, pods }, { preempt });
  expect(preemption?.candidates).toHaveLength(100);
});

describe('nobody is preempted', () => {
  const pods = [running('low', 'n1', { cpu: '2' })];

  it('for a Pod that shall not', () => {
    expect(preempted(urgent('1', { preemptionPolicy: 'Never' }), { nodes: [small('n1')], pods }).message).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.',
    );
  });

  it('where it could not help', () => {
    expect(preempted(urgent('3'), { nodes: [small('n1')], pods }).message).toBe(
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.',
    );
  });

  it('while a victim on the nominated node is still leaving', () => {
    const leaving = podNamed(
      'low',
      { nodeName: 'n1', containers: cpu('2') },
      { deletionTimestamp: '2026-01-01T00:00:00Z' },
      { conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler' }] },
    );
    const waiting = urgent('1', {}, { nominatedNodeName: 'n1' });
    const message =
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to a terminating pod on the nominated node.';
    expect(preempted(waiting, { nodes: [small('n1')], pods: [leaving] }).message).toBe(message);
    const other = podNamed(
      'low',
      { nodeName: 'n1', containers: cpu('2') },
      { deletionTimestamp: '2026-01-01T00:00:00Z' },
    );
    expect(preempted(waiting, { nodes: [small('n1')], pods: [other] }).node).toBe('n1');
  });

  it('for room that another Pod was promised', () => {
    const nominated = (node: string) =>
      node === 'n1' ? [podNamed('first', { priority: 1000, containers: cpu('2') })] : [];
    const { preemption } = decide(urgent('1'), { nodes: [small('n1')], pods }, { nominated, preempt });
    expect(preemption?.selected).toBeUndefined();
  });
});
