import type { Pod } from '../kubernetes/api/types.ts';
import { laneOf } from '../trace/address.ts';
import { frameAt } from '../trace/frame.ts';
import type { Message, Millis, Write } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';

/** A Pod of this run, with what the trace says about its life. */
export interface PodFacts {
  readonly key: string;
  readonly uid: string;
  readonly name: string;
  readonly namespace: string;
  readonly createdAt: Millis;
  readonly owned: boolean;
  readonly node?: string;
  readonly boundAt?: Millis;
  readonly ip?: string;
  readonly image: string;
  readonly pull?: { readonly took?: number; readonly bytes?: number; readonly error?: string };
  readonly startedAt?: Millis;
  readonly runningReportedAt?: Millis;
}

/** What a run is about: the objects that were made in it. */
export interface RunFacts {
  readonly index: TraceIndex;
  readonly pods: readonly PodFacts[];
  /** Writes that created an object after time zero, in order. */
  readonly created: readonly Write[];
  /** Answers of the registry, in order. */
  readonly pulls: readonly Message[];
  /** Connections to Services that ended, in order. */
  readonly traffic: readonly Message[];
  /** What first told kube-controller-manager of a Pod of this run. */
  readonly controllersSaw?: Message;
}

export function runFacts(index: TraceIndex): RunFacts {
  const created = index.trace.writes.filter(({ operation }) => operation === 'create');
  const pods = created.filter(({ resource }) => resource === 'pods').map((write) => podFacts(index, write));
  const since = pods[0]?.createdAt ?? Number.POSITIVE_INFINITY;
  const saw = index.messages.find(
    ({ body, to, sentAt }) =>
      sentAt >= since &&
      body.type === 'watch-event' &&
      body.resource === 'pods' &&
      laneOf(to) === 'kube-controller-manager',
  );
  return {
    index,
    pods,
    created,
    pulls: index.messages.filter(({ body }) => body.type === 'registry-answer'),
    traffic: index.messages.filter(({ body }) => body.type === 'traffic' && body.outcome !== undefined),
    ...(saw === undefined ? {} : { controllersSaw: saw }),
  };
}

function podFacts(index: TraceIndex, create: Write): PodFacts {
  const history = (index.histories.get(create.key) ?? []).filter(
    ({ object }) => object.metadata.uid === create.object.metadata.uid,
  );
  const pod = create.object as Pod;
  const bound = history.find(({ object }) => (object as Pod).spec.nodeName !== undefined);
  const running = history.find(({ object }) => (object as Pod).status?.phase === 'Running');
  const facts = index.facts.get(pod.metadata.uid) ?? [];
  const ip = facts.find((fact) => fact.ip !== undefined)?.ip;
  const started = facts.find((fact) => fact.container !== undefined && fact.state === 'running');
  const pull = firstPull(index, `${pod.metadata.namespace ?? 'default'}/${pod.metadata.name}`, create.at);
  const node = bound && (bound.object as Pod).spec.nodeName;
  return {
    key: create.key,
    uid: pod.metadata.uid,
    name: pod.metadata.name,
    namespace: pod.metadata.namespace ?? 'default',
    createdAt: create.at,
    owned: (pod.metadata.ownerReferences ?? []).length > 0,
    image: pod.spec.containers[0]?.image ?? '',
    ...(node === undefined ? {} : { node }),
    ...(bound === undefined ? {} : { boundAt: bound.at }),
    ...(ip === undefined ? {} : { ip }),
    ...(pull === undefined ? {} : { pull }),
    ...(started === undefined ? {} : { startedAt: started.at }),
    ...(running === undefined ? {} : { runningReportedAt: running.at }),
  };
}

function firstPull(index: TraceIndex, pod: string, since: Millis): PodFacts['pull'] {
  const call = index.messages.find(
    ({ body, sentAt }) => sentAt >= since && body.type === 'cri-call' && body.call === 'PullImage' && body.pod === pod,
  );
  if (!call) return undefined;
  const answer = index.answerOf.get(call.id);
  if (answer?.body.type !== 'cri-answer') return {};
  const size = sizeOf(index, call, answer);
  return {
    took: answer.sentAt - call.sentAt,
    ...(size === undefined ? {} : { bytes: size }),
    ...(answer.body.error === undefined ? {} : { error: answer.body.error }),
  };
}

function sizeOf(index: TraceIndex, call: Message, answer: Message): number | undefined {
  const image = call.body.type === 'cri-call' ? call.body.detail?.['image'] : undefined;
  const sent = index.messages.find(
    ({ body, receivedAt }) =>
      receivedAt >= call.sentAt &&
      receivedAt <= answer.receivedAt &&
      body.type === 'registry-answer' &&
      (image === undefined || body.image.endsWith(String(image))),
  );
  return sent?.body.type === 'registry-answer' ? sent.body.bytes : undefined;
}

/** The Pods as they are stored at a moment, of this run only. */
export function podsAt({ index, pods }: RunFacts, at: Millis): readonly Pod[] {
  const frame = frameAt(index, at);
  const mine = new Set(pods.map(({ uid }) => uid));
  return frame.pods().filter((pod) => mine.has(pod.metadata.uid));
}
