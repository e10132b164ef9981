import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/kubernetes/api/types.ts';
import { profilesOf } from '../../../src/kubernetes/scheduling/configuration.ts';
import { KnownCluster } from '../../../src/kubernetes/scheduling/known-cluster.ts';
import { fullProfile, pluginFactories } from '../../../src/kubernetes/scheduling/plugins/index.ts';
import type { Profile } from '../../../src/kubernetes/scheduling/profile.ts';
import { schedulePod } from '../../../src/kubernetes/scheduling/schedule.ts';

const read = (more: object): readonly Profile[] =>
  profilesOf(
    { apiVersion: 'kubescheduler.config.k8s.io/v1', kind: 'KubeSchedulerConfiguration', ...more },
    pluginFactories,
  );

const node = (name: string, cpu: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name },
  status: { allocatable: { cpu, memory: '8Gi', pods: '10' } },
  ...more,
});

const pod = {
  metadata: { name: 'p' },
  spec: { containers: [{ name: 'm', resources: { requests: { cpu: '1', memory: '1Gi' } } }] },
};

function chosenBy(profile: Profile | undefined, ...nodes: readonly object[]): string | undefined {
  if (profile === undefined) throw new Error('there is no profile');
  const cluster = new KnownCluster(nodes as never);
  const { chosen } = schedulePod({ pod: pod as unknown as Pod, snapshot: cluster.snapshot, view: cluster }, profile);
  return chosen?.node.metadata.name;
}

const summary = ({ schedulerName, filters, scores, preempts }: Profile) => ({
  schedulerName,
  preempts,
  filters: filters.map(({ name }) => name),
  scores: scores.map(({ plugin, weight }) => `${plugin.name} ${weight}`),
});

describe('a KubeSchedulerConfiguration', () => {
  it('that says nothing is the default profile', () => {
    expect(profilesOf(undefined, pluginFactories).map(summary)).toEqual([summary(fullProfile)]);
    expect(read({}).map(summary)).toEqual([summary(fullProfile)]);
  });

  it('makes several schedulers, each with a name', () => {
    const found = read({ profiles: [{ schedulerName: 'default-scheduler' }, { schedulerName: 'packing' }] });
    expect(found.map(({ schedulerName }) => schedulerName)).toEqual(['default-scheduler', 'packing']);
    expect(() => read({ profiles: [{}, {}] })).toThrow('two of them are called "default-scheduler"');
  });

  it('fills nodes up where it asks for MostAllocated', () => {
    const scoringStrategy = { type: 'MostAllocated', resources: [{ name: 'cpu', weight: 1 }] };
    const [packing] = read({
      profiles: [
        {
          plugins: { multiPoint: { disabled: [{ name: 'NodeResourcesBalancedAllocation' }] } },
          pluginConfig: [{ name: 'NodeResourcesFit', args: { scoringStrategy } }],
        },
      ],
    });
    const nodes = [node('small', '2'), node('large', '8')];
    expect(chosenBy(fullProfile, ...nodes)).toBe('large');
    expect(chosenBy(packing, ...nodes)).toBe('small');
  });

  it('leaves a plugin out at one point or at all of them', () => {
    const closed = node('n', '4', { spec: { unschedulable: true } });
    expect(chosenBy(fullProfile, closed)).toBeUndefined();
    const [open] = read({ profiles: [{ plugins: { filter: { disabled: [{ name: 'NodeUnschedulable' }] } } }] });
    expect(chosenBy(open, closed)).toBe('n');
    const [plain] = read({ profiles: [{ plugins: { score: { disabled: [{ name: '*' }] } } }] });
    expect(plain && summary(plain).scores).toEqual([]);
    const [kind] = read({ profiles: [{ plugins: { postFilter: { disabled: [{ name: 'DefaultPreemption' }] } } }] });
    expect(kind?.preempts).toBe(false);
  });

  it('gives a score another weight, in its place', () => {
    const [found] = read({ profiles: [{ plugins: { score: { enabled: [{ name: 'ImageLocality', weight: 7 }] } } }] });
    expect(found && summary(found).scores.at(-1)).toBe('ImageLocality 7');
    expect(found && summary(found).scores).toHaveLength(summary(fullProfile).scores.length);
  });

  it('is refused for arguments of the wrong shape, with where they stand', () => {
    const withArgs = (name: string, args: unknown) => () => read({ profiles: [{ pluginConfig: [{ name, args }] }] });
    const strategy = (scoringStrategy: unknown) => withArgs('NodeResourcesFit', { scoringStrategy });
    expect(strategy({ type: 'Fullest' })).toThrow(
      'profiles[0].pluginConfig[0].args.scoringStrategy.type is none of LeastAllocated, MostAllocated, RequestedToCapacityRatio',
    );
    expect(strategy({ resources: 'cpu' })).toThrow('args.scoringStrategy.resources is no list');
    expect(strategy({ resources: [{ weight: 1 }] })).toThrow('args.scoringStrategy.resources[0].name is missing');
    expect(withArgs('NodeAffinity', { addedAfinity: {} })).toThrow('args.addedAfinity is no field of it');
    expect(withArgs('InterPodAffinity', { hardPodAffinityWeight: 101 })).toThrow('is no number from 0 to 100');
  });

  it('is refused for a plugin that nobody knows, and for another version of it', () => {
    expect(() => read({ profiles: [{ plugins: { score: { enabled: [{ name: 'Coscheduling' }] } } }] })).toThrow(
      /^profiles\[0\].plugins.score.enabled\[0\].name: there is no plugin "Coscheduling"/,
    );
    expect(() => profilesOf({ apiVersion: 'kubescheduler.config.k8s.io/v1beta3' }, pluginFactories)).toThrow(
      'kube-scheduler v1.35 reads kubescheduler.config.k8s.io/v1',
    );
  });
});
