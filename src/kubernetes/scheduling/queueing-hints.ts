import type { ClusterView } from '../api/calls.ts';
import type { Pod } from '../api/types.ts';
import { defaultSchedulerName, type Profile } from './profile.ts';
import type { ClusterEvent, QueueingHint } from './queueing-hint.ts';

/** Why a change is worth another attempt. */
export interface Worth {
  /** The plugin that had refused the Pod. */
  readonly by: string;
}

interface Rejected {
  readonly pod: Pod;
  readonly rejectedBy: readonly string[];
}

type ByPlugin = ReadonlyMap<string, readonly QueueingHint[]>;

const hintsOf = ({ filters }: Pick<Profile, 'filters'>): ByPlugin =>
  new Map(filters.map(({ name, hints = [] }) => [name, [...hints, ...alsoTaints(hints)]]));

/** Which changes of the cluster send a Pod back into the queue: its own scheduler's plugins say so. */
export class Hints {
  private readonly byScheduler: ReadonlyMap<string, ByPlugin>;

  constructor(profiles: readonly Pick<Profile, 'schedulerName' | 'filters'>[]) {
    this.byScheduler = new Map(profiles.map((profile) => [profile.schedulerName, hintsOf(profile)]));
  }

  /** Undefined where the change cannot help. Source: v1.35 backend/queue/scheduling_queue.go isPodWorthRequeuing */
  worth({ pod, rejectedBy }: Rejected, event: ClusterEvent, view: ClusterView): Worth | undefined {
    const byPlugin = this.byScheduler.get(pod.spec.schedulerName ?? defaultSchedulerName);
    const by = rejectedBy.find((plugin) =>
      byPlugin?.get(plugin)?.some((hint) => hears(hint, event) && (hint.helps?.(pod, event, view) ?? true)),
    );
    return by === undefined ? undefined : { by };
  }
}

const hears = ({ resource, actions }: QueueingHint, event: ClusterEvent): boolean =>
  resource === event.resource && actions.some((action) => event.actions.has(action));

/**
 * Who listens to new nodes hears of changed taints, too: a new node may have been tainted when it was heard of first.
 * Source: v1.35 pkg/scheduler/scheduler.go buildQueueingHintMap
 */
function alsoTaints(hints: readonly QueueingHint[]): readonly QueueingHint[] {
  const ofNodes = hints.filter(({ resource }) => resource === 'Node');
  const hearsOf = (action: 'Add' | 'UpdateNodeTaint'): boolean =>
    ofNodes.some(({ actions }) => actions.includes(action));
  return hearsOf('Add') && !hearsOf('UpdateNodeTaint') ? [{ resource: 'Node', actions: ['UpdateNodeTaint'] }] : [];
}
