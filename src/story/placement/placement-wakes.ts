import { capital } from '../words.ts';
import type { Placement } from './placement.ts';
import { schedulerPlugins } from './scheduler-plugins.ts';

/**
 * What brings a refused Pod back into the queue as it is: the events that the plugins which refused it listen for.
 * Source: v1.35 pkg/scheduler/backend/queue/scheduling_queue.go isPodWorthRequeuing, flushUnschedulablePodsLeftover
 */
export function wakesPod({ rows, chosen }: Placement): string | undefined {
  if (chosen !== undefined || rows.length === 0) return undefined;
  const by = new Set(rows.flatMap(({ refused }) => (refused?.plugin ? [refused.plugin] : [])));
  const wakes = new Set([...by].flatMap((plugin) => schedulerPlugins[plugin]?.wakes ?? []));
  const first =
    wakes.size === 0 ? '' : `${capital([...wakes].join('; '))}: each only where the plugin finds that it may help. `;
  return `${first}After 5 minutes it is tried again anyway.`;
}
