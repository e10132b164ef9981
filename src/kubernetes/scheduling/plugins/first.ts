import type { Pod } from '../../api/types.ts';
import type { SchedulingPlugin } from '../framework.ts';
import { defaultProfile, type WeightedPlugin } from '../profile.ts';
import { imageLocality } from './image-locality.ts';
import { nodeAffinity } from './node-affinity.ts';
import { nodeName } from './node-name.ts';
import { nodePorts } from './node-ports.ts';
import { nodeResourcesBalancedAllocation } from './node-resources-balanced-allocation.ts';
import { nodeResourcesFit } from './node-resources-fit.ts';
import { nodeUnschedulable } from './node-unschedulable.ts';
import { scoreSystemDefaults } from './pod-topology-spread/system-defaults.ts';
import { taintToleration } from './taint-toleration.ts';

/** Stands in for a plugin that has nothing to say about such a Pod. */
const skips = (name: string): SchedulingPlugin => ({ name, preFilter: () => 'Skip' });

/**
 * The default profile for Pods without claims, affinity to other Pods and constraints of their own, in a cluster whose
 * Pods have no affinity either: what a first run needs before the rest is loaded. The decision is that of all plugins.
 */
export const firstPlugins: readonly WeightedPlugin[] = [
  { plugin: nodeUnschedulable, weight: 0 },
  { plugin: nodeName, weight: 0 },
  { plugin: taintToleration, weight: 3 },
  { plugin: nodeAffinity(), weight: 2 },
  { plugin: nodePorts, weight: 0 },
  { plugin: nodeResourcesFit(), weight: 1 },
  { plugin: skips('VolumeRestrictions'), weight: 0 },
  { plugin: skips('NodeVolumeLimits'), weight: 0 },
  { plugin: skips('VolumeBinding'), weight: 0 },
  { plugin: skips('VolumeZone'), weight: 0 },
  { plugin: { ...skips('PodTopologySpread'), preScore: scoreSystemDefaults }, weight: 2 },
  { plugin: skips('InterPodAffinity'), weight: 2 },
  { plugin: skips('DynamicResources'), weight: 2 },
  { plugin: nodeResourcesBalancedAllocation(), weight: 1 },
  { plugin: imageLocality, weight: 1 },
];

export const firstProfile = defaultProfile(firstPlugins);

/** Volumes that some plugin looks at: claims, and disks that are attached to a node. */
const looksAt = [
  'persistentVolumeClaim',
  'ephemeral',
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cinder',
  'gcePersistentDisk',
  'iscsi',
  'portworxVolume',
  'rbd',
  'vsphereVolume',
] as const;

const hasPodAffinity = ({ spec: { affinity } }: Pod): boolean =>
  affinity?.podAffinity !== undefined || affinity?.podAntiAffinity !== undefined;

/** Whether the first plugins decide about a Pod as all would, where no Pod on a node has affinity to others. */
export const isPlain = (pod: Pod): boolean =>
  !hasPodAffinity(pod) &&
  (pod.spec.topologySpreadConstraints ?? []).length === 0 &&
  (pod.spec.resourceClaims ?? []).length === 0 &&
  (pod.spec.volumes ?? []).every((volume) => looksAt.every((kind) => volume[kind] === undefined));
