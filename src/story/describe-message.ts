import { controllerOf, nodeOf, processOf } from '../trace/address.ts';
import type { Message } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { bytes, duration, shortName } from './words.ts';

/** `pods/…hltzz/status`: what a request is about. */
export function target(message: Message): string {
  const { body } = message;
  if (body.type === 'http-request') {
    const name = body.name === undefined ? undefined : shortName(body.name);
    const parts = [body.resource ?? body.path.split('?')[0], name, body.subresource];
    return parts.filter((part) => part !== undefined && part !== '').join('/');
  }
  if (body.type === 'watch-event') return `${body.resource}/${shortName(body.object.metadata.name)}`;
  return 'pod' in body && body.pod ? shortName(body.pod.slice(body.pod.indexOf('/') + 1)) : '';
}

/** A few words for the line of a diagram. */
export function shortLabel(index: TraceIndex, message: Message): string {
  const { body } = message;
  switch (body.type) {
    case 'http-request':
      return `${body.method} ${target(message)}`;
    case 'http-answer':
      return answerLabel(index, message);
    case 'watch-event':
      return `${body.event} ${target(message)}`;
    case 'etcd-txn':
      return `${body.operation} ${body.key}`;
    case 'etcd-answer':
      return body.succeeded ? `revision ${body.revision}` : 'changed meanwhile';
    case 'etcd-event':
      return `revision ${body.revision}`;
    case 'cri-call':
      return [body.call, detailOf(body.detail, 'image')].filter(Boolean).join(' ');
    case 'cri-answer':
      return body.error ?? `${body.call} returned`;
    case 'cni-call':
      return `CNI ${body.command}`;
    case 'cni-answer':
      return body.error ?? body.ip ?? `CNI ${body.command} done`;
    case 'probe-call':
      return `${body.probe} probe`;
    case 'probe-answer':
      return `${body.probe} ${body.outcome}`;
    case 'signal':
      return body.signal === 'exit' ? `exit ${body.exitCode ?? 0}` : body.signal;
    case 'rules-written':
      return 'rules written';
    case 'traffic':
      return body.outcome ?? `request ${body.count}`;
    case 'registry-call':
      return `pull ${body.image}`;
    case 'registry-answer':
      return body.error ?? bytes(body.bytes);
  }
}

function answerLabel(index: TraceIndex, message: Message): string {
  if (message.body.type !== 'http-answer') return '';
  const { code, reason } = message.body;
  return `${code} ${reason ?? statusText[code] ?? ''}`.trimEnd() + tookOf(index, message);
}

function tookOf(index: TraceIndex, message: Message): string {
  const asked = message.answers === undefined ? undefined : index.entry(message.answers);
  const took = asked?.is === 'message' ? message.receivedAt - asked.value.sentAt : 0;
  return took > 1000 ? ` after ${duration(took)}` : '';
}

const statusText: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  400: 'BadRequest',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  422: 'Invalid',
};

/** A text field of a call's detail. */
export function detailOf(detail: Readonly<Record<string, unknown>> | undefined, field: string): string | undefined {
  const value = detail?.[field];
  return typeof value === 'string' ? value : undefined;
}

/** The component of an address as a person says it: `the kubelet on worker-1`. */
export function speaker(address: string): string {
  const process = processOf(address);
  const node = nodeOf(address);
  if (process === 'netfilter') return `the kernel of ${node}`;
  const [, , , pod, container] = process === 'containerd' ? address.split('/') : [];
  if (pod !== undefined) return container === undefined ? `Pod ${pod}` : `container ${container} of ${pod}`;
  if (node !== undefined) return `${process === 'CNI' ? 'CNI' : process} on ${node}`;
  return controllerOf(address) ?? process;
}

/** Where to read more about this kind of message. */
export function documentation(message: Message): string {
  const base = 'https://kubernetes.io/docs';
  switch (message.body.type) {
    case 'http-request':
    case 'http-answer':
      return `${base}/reference/using-api/api-concepts/`;
    case 'watch-event':
      return `${base}/reference/using-api/api-concepts/#efficient-detection-of-changes`;
    case 'etcd-txn':
    case 'etcd-answer':
    case 'etcd-event':
      return `${base}/concepts/overview/components/#etcd`;
    case 'cri-call':
    case 'cri-answer':
      return `${base}/concepts/containers/cri/`;
    case 'cni-call':
    case 'cni-answer':
      return `${base}/concepts/extend-kubernetes/compute-storage-net/network-plugins/`;
    case 'probe-call':
    case 'probe-answer':
      return `${base}/concepts/configuration/liveness-readiness-startup-probes/`;
    case 'signal':
      return `${base}/concepts/workloads/pods/pod-lifecycle/#pod-termination`;
    case 'rules-written':
    case 'traffic':
      return `${base}/reference/networking/virtual-ips/`;
    case 'registry-call':
    case 'registry-answer':
      return `${base}/concepts/containers/images/`;
  }
}
