/** What a plugin of the scheduler is for, and what its points mean. */
export interface PluginWords {
  /** As a filter. */
  readonly filters?: string;
  /** As a score. */
  readonly scores?: string;
  /** How its raw score becomes 0 … 100; without it the raw score is that already. */
  readonly normalizes?: string;
  /** What must change so that a Pod refused by it is tried again, in the words of its registered events. */
  readonly wakes?: readonly string[];
}

const share = 'as its share of the highest';
const added = 'a node is added';
const left = 'a Pod that has a node is deleted';
const labelled = 'labels of a node change';
const tainted = 'taints of a node change';
const claims = ['a claim, a volume or a StorageClass is added or changes', 'a node’s CSI drivers change'];

/**
 * The plugins of the default profile. Source: v1.35 pkg/scheduler/framework/plugins, EventsToRegister of each for what
 * wakes a Pod; a plugin that listens for new nodes listens for their taints, too (scheduler.go buildQueueingHintMap).
 */
export const schedulerPlugins: Readonly<Record<string, PluginWords>> = {
  NodeUnschedulable: {
    filters: 'Keeps Pods off nodes that somebody cordoned (spec.unschedulable), unless they tolerate it.',
    wakes: [added, 'a node is uncordoned', 'a toleration is added to this Pod'],
  },
  NodeName: {
    filters: 'Holds a Pod to the node that its spec.nodeName names.',
    wakes: [added, tainted],
  },
  TaintToleration: {
    filters: 'Keeps Pods off nodes with a NoSchedule or NoExecute taint that they do not tolerate.',
    scores: 'Prefers nodes with fewer PreferNoSchedule taints that the Pod does not tolerate. Raw: how many there are.',
    normalizes: 'The fewer the better: 100 less its share of the most.',
    wakes: [added, tainted, 'a toleration is added to this Pod'],
  },
  NodeAffinity: {
    filters: 'Holds a Pod to the labels that its nodeSelector and required node affinity ask for.',
    scores: 'Prefers nodes that match what the Pod’s node affinity prefers. Raw: the sum of the matching weights.',
    normalizes: `The more the better: ${share}.`,
    wakes: [added, labelled],
  },
  NodePorts: {
    filters: 'Keeps a Pod off nodes on which a host port that it wants is taken.',
    wakes: [added, left, tainted],
  },
  NodeResourcesFit: {
    filters: 'Compares what the Pod requests with what is allocatable on the node less what its Pods request.',
    scores: 'Prefers the emptier nodes (LeastAllocated): the mean of the free shares of CPU and memory.',
    wakes: [added, left, 'a Pod asks for less than before', 'a node’s allocatable amounts grow'],
  },
  VolumeRestrictions: {
    filters: 'Keeps apart Pods that would mount a volume which only one of them may use.',
    wakes: [left, ...claims.slice(0, 1)],
  },
  NodeVolumeLimits: {
    filters: 'Keeps a Pod off nodes whose CSI drivers can attach no more volumes.',
    wakes: [left, ...claims],
  },
  VolumeBinding: {
    filters:
      'Sends a Pod only where its claims are bound to a volume that can be reached, or can be bound or provisioned.',
    wakes: [added, labelled, ...claims],
  },
  VolumeZone: {
    filters: 'Holds a Pod to the zone and region that its volumes are labelled with.',
    wakes: [added, labelled, ...claims.slice(0, 1)],
  },
  PodTopologySpread: {
    filters: 'Keeps the number of matching Pods per domain within maxSkew, where whenUnsatisfiable is DoNotSchedule.',
    scores: 'Prefers domains with fewer matching Pods. Raw: their number, weighed by how many domains there are.',
    normalizes: 'The fewer the better: 100 × (most + least − raw) ÷ most.',
    wakes: [added, 'a node is deleted', labelled, tainted, 'a Pod is added, leaves, or its labels change'],
  },
  InterPodAffinity: {
    filters: 'Keeps Pods near or away from other Pods, as required (anti-)affinity of either side asks.',
    scores: 'Prefers nodes near wanted Pods and away from unwanted ones. Raw: the sum of the matching weights.',
    normalizes: 'From 0 for the lowest to 100 for the highest; all 0 where they are equal.',
    wakes: [added, labelled, 'a Pod is added, leaves, or its labels change'],
  },
  DynamicResources: {
    filters: 'Finds devices for the Pod’s resource claims.',
  },
  NodeResourcesBalancedAllocation: {
    scores: 'Prefers nodes on which CPU and memory are used evenly: 100 less half the difference of the two shares.',
  },
  ImageLocality: {
    scores: 'Prefers nodes that have the Pod’s images already: by their size, and by how many nodes have them.',
  },
};
