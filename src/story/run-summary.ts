import type { ApiObject, KubeEvent, Pod } from '../kubernetes/api/types.ts';
import { printedStatus } from '../kubernetes/kubectl/printers/pod-status.ts';
import { type Frame, frameAt } from '../trace/frame.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { originOf } from './origin-of.ts';

/** What a run made of the Pods of one manifest, in a few lines that two runs can be compared by. */
export interface RunSummary {
  /** Those that are there at the end. */
  readonly pods: readonly PodSummary[];
  /** The last thing that kube-scheduler said of any of them. */
  readonly decision: string | undefined;
  /** `FailedScheduling`, `Scheduled` … in the order in which each was first seen. */
  readonly events: readonly string[];
  /** STATUS of every other Pod at the end, with how many have it. */
  readonly others: Readonly<Record<string, number>>;
  /** Commands that the API server refused, or that could not be carried out. */
  readonly refused: readonly string[];
}

export interface PodSummary {
  readonly name: string;
  readonly node: string | undefined;
  /** As kubectl prints it. */
  readonly status: string;
}

/** Names what a person made: a Pod of its own, or the workload from which Pods come. */
export const makerOf = (frame: Frame, pod: Pod): string => {
  const [first] = originOf(frame, pod);
  const { namespace = 'default', name } = (first?.object ?? pod).metadata;
  return `${first?.kind ?? 'Pod'}/${namespace}/${name}`;
};

/** @param maker of the Pods in question, as `makerOf` names it */
export function runSummary(index: TraceIndex, maker: string): RunSummary {
  const end = frameAt(index, index.trace.scenario.until);
  const all = end.pods();
  const mine = all.filter((pod) => makerOf(end, pod) === maker);
  const keys = keysOf(index, maker);
  const said = index.decisions.findLast(
    ({ kind, about, who }) => keys.has(about) && who === 'kube-scheduler' && (kind === 'filter' || kind === 'score'),
  );
  const others: Record<string, number> = {};
  for (const pod of all) {
    if (mine.includes(pod)) continue;
    const { status } = printedStatus(pod);
    others[status] = (others[status] ?? 0) + 1;
  }
  return {
    pods: mine.map((pod) => ({ name: pod.metadata.name, node: pod.spec.nodeName, status: printedStatus(pod).status })),
    decision: said?.says,
    events: eventsAbout(index, keys),
    others,
    refused: index.trace.commands.filter(({ code }) => code !== 0).map(({ command }) => command),
  };
}

/** Keys of all Pods that came from it, in the whole run. */
function keysOf(index: TraceIndex, maker: string): ReadonlySet<string> {
  const keys = (index.keys.get('pods') ?? []).filter((key) => {
    const created = index.histories.get(key)?.[0];
    return created !== undefined && makerOf(frameAt(index, created.at), created.object as Pod) === maker;
  });
  return new Set(keys);
}

function eventsAbout(index: TraceIndex, keys: ReadonlySet<string>): readonly string[] {
  const reasons = index.writes.flatMap(({ resource, operation, object }) => {
    if (resource !== 'events' || operation !== 'create') return [];
    const { involvedObject, reason } = object as ApiObject & KubeEvent;
    const about = `pods/${involvedObject?.namespace}/${involvedObject?.name}`;
    return keys.has(about) && reason !== undefined ? [reason] : [];
  });
  return [...new Set(reasons)];
}
