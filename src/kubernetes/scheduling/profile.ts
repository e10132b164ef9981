import type { SchedulingPlugin } from './framework.ts';

export interface WeightedPlugin {
  readonly plugin: SchedulingPlugin;
  readonly weight: number;
}

/** Which plugins decide for the Pods that name this scheduler. */
export interface Profile {
  readonly schedulerName: string;
  /** 0: as many as the size of the cluster asks for. */
  readonly percentageOfNodesToScore: number;
  /** In their order: the first that refuses a node speaks for it. */
  readonly filters: readonly SchedulingPlugin[];
  readonly scores: readonly WeightedPlugin[];
  /** Whether Pods of lower priority make room (DefaultPreemption). */
  readonly preempts: boolean;
}

export const defaultSchedulerName = 'default-scheduler';

/** The default profile, made of plugins in their order with the weights of their scores. */
export const defaultProfile = (plugins: readonly WeightedPlugin[]): Profile => ({
  schedulerName: defaultSchedulerName,
  percentageOfNodesToScore: 0,
  filters: plugins.map(({ plugin }) => plugin).filter(({ preFilter }) => preFilter !== undefined),
  scores: plugins.filter(({ plugin }) => plugin.preScore !== undefined),
  preempts: true,
});
