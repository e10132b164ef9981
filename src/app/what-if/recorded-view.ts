import { isTerminal } from '../../kubernetes/api/is-terminal.ts';
import type { ApiObject, Node, Pod } from '../../kubernetes/api/types.ts';
import type { FilterRecord, ScoreRecord } from '../../kubernetes/scheduling/decision-record.ts';
import { promisesBefore } from '../../kubernetes/scheduling/promised.ts';
import { nextStart } from '../../kubernetes/scheduling/schedule.ts';
import { InformerCache } from '../../simulation/components/informer-cache.ts';
import { schedulerWatches } from '../../simulation/components/kube-scheduler/scheduler-context.ts';
import { assumeVolumes } from '../../simulation/components/kube-scheduler/volumes-to-bind.ts';
import type { Decision, EntryId, Message, WatchEvent } from '../../trace/trace.ts';
import type { TraceIndex } from '../../trace/trace-index.ts';

/** A Pod that the scheduler counts on a node: it is bound there, or will be. */
export interface Placed {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
}

/** All that kube-scheduler knew when it looked at the nodes for a Pod; plain data that a worker can be sent. */
export interface RecordedView {
  readonly pod: Pod;
  /** By resource, in the order in which it heard of them. */
  readonly objects: Readonly<Record<string, readonly ApiObject[]>>;
  readonly placed: readonly Placed[];
  /** Pods that were promised room on a node where others make way. */
  readonly nominated: readonly { readonly pod: Pod; readonly node: string }[];
  /** At which node of the order the search began. */
  readonly from: number;
}

/**
 * What the scheduler knew at one of its looks at the nodes, from what it was told up to then: its first lists, the
 * watch events that had reached it, and what it had decided itself. Undefined where the Pod is not to be found.
 */
export function recordedView(index: TraceIndex, look: Decision): RecordedView | undefined {
  const knowledge = new Knowledge(index);
  for (const happened of toldUpTo(index, look)) knowledge.take(happened);
  return knowledge.about(look.about);
}

type Told = { readonly at: number; readonly id: EntryId } & (
  | { readonly is: 'watch'; readonly event: WatchEvent }
  | { readonly is: 'refused binding'; readonly to: string }
  | { readonly is: 'decision'; readonly decision: Decision }
);

/** In the order in which the scheduler learned of it: what reaches it at the moment of a look counts. */
function toldUpTo({ messages, decisions }: TraceIndex, look: Decision): readonly Told[] {
  const told: Told[] = [];
  for (const message of messages) if (message.receivedAt <= look.at) told.push(...toldBy(message));
  for (const decision of decisions)
    if (decision.who === look.who && decision.id < look.id)
      told.push({ is: 'decision', at: decision.at, id: decision.id, decision });
  const rank = ({ is }: Told): number => (is === 'decision' ? 1 : 0);
  return told.sort((a, b) => a.at - b.at || rank(a) - rank(b) || a.id - b.id);
}

function toldBy({ id, to, receivedAt: at, body }: Message): readonly Told[] {
  if (to === 'kube-scheduler' && body.type === 'watch-event') return [{ is: 'watch', at, id, event: body }];
  const refused = body.type === 'http-answer' && body.code >= 300 && to.startsWith('kube-scheduler/binding/');
  return refused ? [{ is: 'refused binding', at, id, to }] : [];
}

/** What kube-scheduler keeps in its head, as `kube-scheduler.machine.ts` does. */
class Knowledge {
  private readonly cache = new InformerCache();
  private readonly placed = new Map<string, Placed>();
  private readonly nominated = new Map<string, { readonly pod: Pod; readonly node: string }>();
  private from = 0;

  constructor({ trace }: TraceIndex) {
    const watched = new Set<string>(schedulerWatches);
    for (const { resource, object } of trace.initial) {
      if (!watched.has(resource)) continue;
      this.cache.apply(resource, 'ADDED', object);
      if (resource === 'pods') this.takePod(object as Pod, false);
    }
  }

  take(told: Told): void {
    if (told.is === 'decision') this.takeDecision(told.decision);
    else if (told.is === 'watch') this.takeEvent(told.event);
    else {
      const [, , namespace = '', name = ''] = told.to.split('/');
      const pod = this.cache.get('pods', namespace, name);
      if (pod !== undefined) this.placed.delete(pod.metadata.uid);
    }
  }

  private takeEvent({ event, resource, object }: WatchEvent): void {
    if (event === 'BOOKMARK') return;
    this.cache.apply(resource, event, object);
    if (resource === 'pods') this.takePod(object as Pod, event === 'DELETED');
  }

  private takePod(pod: Pod, deleted: boolean): void {
    const { uid } = pod.metadata;
    const gone = deleted || isTerminal(pod);
    const promised = pod.status?.nominatedNodeName ?? '';
    if (gone || pod.spec.nodeName !== undefined || promised === '') this.nominated.delete(uid);
    else this.nominated.set(uid, { pod, node: promised });
    if (pod.spec.nodeName === undefined) return;
    if (gone) this.placed.delete(uid);
    else this.place(pod, pod.spec.nodeName);
  }

  private place({ metadata: { uid, namespace = '', name } }: Pod, node: string): void {
    if (this.placed.get(uid)?.node !== node) this.placed.delete(uid);
    this.placed.set(uid, { namespace, name, node });
  }

  /** What it decides itself it knows at once. */
  private takeDecision({ kind, about, data }: Decision): void {
    const pod = this.podOf(about);
    if (kind === 'filter') this.from = nextStart(this.from, data as unknown as FilterRecord);
    if (pod === undefined) return;
    if (kind === 'preemption') this.nominated.set(pod.metadata.uid, { pod, node: String(data?.['node']) });
    if (kind !== 'score') return;
    const { chosen } = data as unknown as ScoreRecord;
    this.nominated.delete(pod.metadata.uid);
    this.place(pod, chosen);
    const node = this.cache.get('nodes', '', chosen);
    if (node !== undefined) assumeVolumes(pod, node as Node, this.cache);
  }

  private podOf(about: string): Pod | undefined {
    const [, namespace = '', name = ''] = about.split('/');
    return this.cache.get('pods', namespace, name) as Pod | undefined;
  }

  about(key: string): RecordedView | undefined {
    const pod = this.podOf(key);
    if (pod === undefined) return undefined;
    const objects = Object.fromEntries(schedulerWatches.map((resource) => [resource, this.cache.list(resource)]));
    const nominated = promisesBefore(pod, this.nominated.values());
    return { pod, objects, placed: [...this.placed.values()], nominated, from: this.from };
  }
}
