import type { Pod } from '../../kubernetes/api/types.ts';
import { processOf } from '../../trace/address.ts';
import type { CniAnswer, CriAnswer, CriCall, Message, ProbeAnswer, Signal } from '../../trace/trace.ts';
import { detailOf } from '../describe-message.ts';
import { bytes, duration, shortName } from '../words.ts';
import type { Flow, FlowContext, Told } from './flow.ts';

/** The kubelet and the runtime make the record a running process, and end it again. */
export const runFlow: Flow = (message, context) => {
  const { body } = message;
  switch (body.type) {
    case 'watch-event':
      return processOf(message.to) === 'kubelet' && body.resource === 'pods' ? news(message, context) : undefined;
    case 'cri-call':
      return call(body, message, context);
    case 'cri-answer':
      return returned(body, message, context);
    case 'cni-call':
    case 'registry-call':
    case 'probe-call':
      return { step: 5, level: 'detail' };
    case 'cni-answer':
      return networked(body);
    case 'registry-answer':
      return { step: 5, level: 'detail', failed: body.error !== undefined };
    case 'probe-answer':
      return probed(body, context);
    case 'signal':
      return signalled(body);
    default:
      return undefined;
  }
};

function news(message: Message, { once }: FlowContext): Told {
  if (message.body.type !== 'watch-event') return { level: 'detail' };
  const pod = message.body.object as Pod;
  const node = pod.spec.nodeName ?? '';
  if (message.body.event !== 'DELETED' && node !== '' && once(`mine/${pod.metadata.uid}`)) {
    return { step: 5, level: 'story', label: `${message.body.event}: nodeName ${shortName(node)}` };
  }
  if (pod.metadata.deletionTimestamp !== undefined && once(`leaving/${pod.metadata.uid}`)) {
    return { step: 5, level: 'story', label: 'MODIFIED: being deleted' };
  }
  return { step: 6, level: 'detail' };
}

const toldCalls = new Set(['RunPodSandbox', 'PullImage', 'CreateContainer', 'StartContainer', 'StopContainer']);

function call(body: CriCall, message: Message, { index }: FlowContext): Told {
  if (!toldCalls.has(body.call)) return { step: 5, level: 'detail' };
  const answer = index.answerOf.get(message.id)?.body;
  const succeeded = answer?.type === 'cri-answer' && answer.error === undefined;
  const ip = body.call === 'RunPodSandbox' && succeeded ? sandboxAddress(index, body.pod, message.sentAt) : undefined;
  const image = body.call === 'PullImage' ? detailOf(body.detail, 'image') : undefined;
  const extra = ip === undefined ? (image ?? '') : ip;
  return { step: 5, level: 'story', label: [body.call + (ip ? ':' : ''), extra].filter(Boolean).join(' ') };
}

function sandboxAddress(index: FlowContext['index'], pod: string, since: number): string | undefined {
  const fact = index.trace.facts.find((each) => each.pod === pod && each.state === 'sandbox-ready' && each.at >= since);
  return fact?.ip;
}

function returned(body: CriAnswer, message: Message, { index }: FlowContext): Told {
  if (body.error !== undefined) {
    return {
      step: 5,
      level: toldCalls.has(body.call) ? 'story' : 'detail',
      failed: true,
      label: `${body.call}: ${reasonOf(body.error)}`,
    };
  }
  if (body.call === 'StartContainer') return { step: 5, level: 'story', label: 'started' };
  if (body.call !== 'PullImage') return { step: 5, level: 'detail' };
  const asked = message.answers === undefined ? undefined : index.entry(message.answers);
  const took = asked ? duration(message.sentAt - asked.at) : '';
  const size = pulledBytes(index, message.cause, message.sentAt) ?? body.detail?.['bytes'];
  const label = typeof size === 'number' ? `${bytes(size)} in ${took}` : `pulled in ${took}`;
  return { step: 5, level: 'story', label };
}

/** Size of the image behind a finished pull: the registry said so. */
function pulledBytes(index: FlowContext['index'], cause: number, at: number): number | undefined {
  let next = cause;
  for (let depth = 0; depth < 12; depth += 1) {
    const entry = index.entry(next);
    if (!entry || entry.is === 'root' || at - entry.at > 3_600_000) return undefined;
    if (entry.is === 'message' && entry.value.body.type === 'registry-answer') return entry.value.body.bytes;
    next = entry.value.cause;
  }
  return undefined;
}

/** The last part of a long error, which is the one that says what is wrong. */
function reasonOf(error: string): string {
  const last = error.split(': ').at(-1) ?? error;
  return last.length > 32 ? `${last.slice(0, 31)}…` : last;
}

function networked(body: CniAnswer): Told {
  return { step: 5, level: body.error === undefined ? 'detail' : 'story', failed: body.error !== undefined };
}

/** A probe is news when its outcome changes. */
function probed(body: ProbeAnswer, { once }: FlowContext): Told {
  const who = `${body.probe}/${body.pod}/${body.container}`;
  const first = once(`probe/${who}/${body.outcome}`);
  const level = body.outcome === 'failure' || first ? 'story' : 'detail';
  return {
    step: 5,
    level: first ? 'story' : level === 'story' && body.probe === 'liveness' ? 'story' : 'detail',
    label: `${body.probe} probe: ${body.outcome}`,
  };
}

function signalled(body: Signal): Told {
  return { step: 5, level: 'story', failed: body.signal === 'exit' && (body.exitCode ?? 0) !== 0 };
}
