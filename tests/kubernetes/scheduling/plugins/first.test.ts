import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../../src/kubernetes/api/types.ts';
import { filterRecord, scoreRecord } from '../../../../src/kubernetes/scheduling/decision-record.ts';
import { firstProfile, isPlain } from '../../../../src/kubernetes/scheduling/plugins/first.ts';
import { fullProfile } from '../../../../src/kubernetes/scheduling/plugins/index.ts';
import { schedulePod } from '../../../../src/kubernetes/scheduling/schedule.ts';
import { nodeNamed, podNamed, snapshotOf, viewOf } from '../cluster.ts';

const cpu = (amount: string) => [{ name: 'main', image: 'nginx:1.27', resources: { requests: { cpu: amount } } }];
const nodes = [
  nodeNamed('n1', { 'topology.kubernetes.io/zone': 'a', 'kubernetes.io/hostname': 'n1' }),
  nodeNamed(
    'n2',
    { 'topology.kubernetes.io/zone': 'b', disk: 'ssd' },
    { images: [{ names: ['nginx:1.27'], sizeBytes: 9e7 }] },
  ),
  nodeNamed('n3', {}, {}, { taints: [{ key: 'gpu', effect: 'NoSchedule' }] }),
];
const pods = [podNamed('there', { nodeName: 'n1', containers: cpu('3') }, { labels: { app: 'web' } })];
const view = viewOf([
  { kind: 'Service', metadata: { name: 'web', namespace: 'default' }, spec: { selector: { app: 'web' } } },
]);

const plain: Readonly<Record<string, Pod>> = {
  'asks for nothing': podNamed('bare'),
  'asks for cpu': podNamed('cpu', { containers: cpu('2') }),
  'fits nowhere': podNamed('large', { containers: cpu('9') }),
  'belongs to a Service': podNamed('web', {}, { labels: { app: 'web' } }),
  'wants a label': podNamed('ssd', { nodeSelector: { disk: 'ssd' } }),
  'mounts a ConfigMap': podNamed('config', { volumes: [{ name: 'c', configMap: { name: 'c' } }] }),
};

describe('the first plugins decide as all do, to the last figure of the record, about a Pod that', () => {
  for (const [says, pod] of Object.entries(plain))
    it(says, () => {
      expect(isPlain(pod)).toBe(true);
      const snapshot = snapshotOf({ nodes, pods });
      const [first, all] = [firstProfile, fullProfile].map((profile) => schedulePod({ pod, snapshot, view }, profile));
      if (first === undefined || all === undefined) throw new Error('no decision');
      expect(filterRecord(first, snapshot)).toEqual(filterRecord(all, snapshot));
      expect(scoreRecord(first)).toEqual(scoreRecord(all));
      expect(first.message).toBe(all.message);
    });
});

describe('all plugins are asked about a Pod', () => {
  const term = { topologyKey: 'zone', labelSelector: {} };
  const special = {
    'with affinity to Pods': { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } } },
    'with constraints of its own': {
      topologySpreadConstraints: [{ topologyKey: 'zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' }],
    },
    'with a claim': { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    'with a disk of its own': { volumes: [{ name: 'data', gcePersistentDisk: { pdName: 'disk' } }] },
  };
  for (const [says, spec] of Object.entries(special))
    it(says, () => expect(isPlain(podNamed('special', spec))).toBe(false));
});

it('both lists have the same names and weights, in the order of the default profile', () => {
  const names = (profile: typeof fullProfile) => profile.filters.map(({ name }) => name);
  expect(names(firstProfile)).toEqual(names(fullProfile));
  const weights = (profile: typeof fullProfile) => profile.scores.map(({ plugin, weight }) => [plugin.name, weight]);
  expect(weights(fullProfile)).toEqual(expect.arrayContaining([...weights(firstProfile)]));
});
