import type { PluginFactory } from '../configuration.ts';
import type { SchedulingPlugin } from '../framework.ts';
import { defaultProfile, type WeightedPlugin } from '../profile.ts';
import { dynamicResources } from './dynamic-resources.ts';
import { imageLocality } from './image-locality.ts';
import { interPodAffinity } from './inter-pod-affinity.ts';
import { nodeAffinity } from './node-affinity.ts';
import { nodeName } from './node-name.ts';
import { nodePorts } from './node-ports.ts';
import { nodeResourcesBalancedAllocation } from './node-resources-balanced-allocation.ts';
import { nodeResourcesFit } from './node-resources-fit.ts';
import { nodeUnschedulable } from './node-unschedulable.ts';
import { nodeVolumeLimits } from './node-volume-limits.ts';
import { podTopologySpread } from './pod-topology-spread.ts';
import { taintToleration } from './taint-toleration.ts';
import { volumeBinding } from './volume-binding.ts';
import { volumeRestrictions } from './volume-restrictions.ts';
import { volumeZone } from './volume-zone.ts';

/** A plugin without arguments. */
const fixed = (plugin: SchedulingPlugin, weight = 0): PluginFactory => ({
  name: plugin.name,
  weight,
  make: () => plugin,
});

/** A plugin that can be configured. What stands in the arguments was read by whoever wrote them: nothing is checked. */
const configured = <Args>(make: (args?: Args) => SchedulingPlugin, weight = 0): PluginFactory => ({
  name: make().name,
  weight,
  make: (args) => make(args as Args | undefined),
});

/**
 * All plugins that filter or score by default, in their order, with the weights of their scores.
 * Source: v1.35 pkg/scheduler/apis/config/v1/default_plugins.go
 */
export const pluginFactories: readonly PluginFactory[] = [
  fixed(nodeUnschedulable),
  fixed(nodeName),
  fixed(taintToleration, 3),
  configured(nodeAffinity, 2),
  fixed(nodePorts),
  configured(nodeResourcesFit, 1),
  fixed(volumeRestrictions),
  fixed(nodeVolumeLimits),
  fixed(volumeBinding),
  fixed(volumeZone),
  configured(podTopologySpread, 2),
  configured(interPodAffinity, 2),
  fixed(dynamicResources, 2),
  configured(nodeResourcesBalancedAllocation, 1),
  fixed(imageLocality, 1),
];

export const defaultPlugins: readonly WeightedPlugin[] = pluginFactories.map(({ weight, make }) => ({
  plugin: make(undefined),
  weight,
}));

export const fullProfile = defaultProfile(defaultPlugins);
