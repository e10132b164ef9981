import type { HttpRequest, Message } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { shortLabel, speaker, target } from './describe-message.ts';
import { bytes, capital, plural } from './words.ts';

/** One sentence with the component as the subject. */
export function longSentence(index: TraceIndex, message: Message): string {
  const words = clause(index, message);
  // Names of programs are written as they are: kube-apiserver, containerd.
  return `${words.startsWith('the ') ? capital(words) : words}.`;
}

function clause(index: TraceIndex, message: Message): string {
  const { body } = message;
  const from = named(message.from);
  const to = named(message.to);
  switch (body.type) {
    case 'http-request':
      return `${from} asks ${to} to ${deed(body)} ${target(message)}`;
    case 'http-answer':
      return `${from} answers ${to}: ${body.message ?? shortLabel(index, message)}`;
    case 'watch-event':
      return `${from} tells ${to}, which watches ${body.resource}, that ${body.object.metadata.name} was ${happened[body.event]}`;
    case 'etcd-txn':
      return `${from} asks etcd to ${body.operation} ${body.key} ${condition(body.expectedRevision)}`;
    case 'etcd-answer':
      return body.succeeded
        ? `etcd stored it as revision ${body.revision}`
        : 'etcd refuses: the key was changed meanwhile';
    case 'etcd-event':
      return `etcd tells ${to} of revision ${body.revision}`;
    case 'cri-call':
      return `${from} calls ${body.call}${body.pod ? ` for ${body.pod}` : ''}`;
    case 'cri-answer':
      return `${from} returns from ${body.call}${body.error ? `: ${body.error}` : ''}`;
    case 'cni-call':
      return `${from} has the network plugin ${body.command === 'ADD' ? 'connect' : 'disconnect'} ${body.pod}`;
    case 'cni-answer':
      return body.error ?? `the network plugin is done${body.ip ? `: ${body.pod} has ${body.ip}` : ''}`;
    case 'probe-call':
      return `${from} probes ${body.container} of ${body.pod}: ${body.how}`;
    case 'probe-answer':
      return `the ${body.probe} probe of ${body.container} ended in ${body.outcome}${body.output ? `: ${body.output}` : ''}`;
    case 'signal':
      return body.signal === 'exit'
        ? `${body.container} of ${body.pod} exited with code ${body.exitCode ?? 0}`
        : `${from} sends ${body.signal} to ${body.container} of ${body.pod}`;
    case 'rules-written':
      return `kube-proxy on ${body.node} wrote rules for ${plural(body.services.length, 'Service port')}`;
    case 'traffic':
      return body.pod ? `the kernel sends request ${body.count} to ${body.pod}` : `${from} calls ${body.service}`;
    case 'registry-call':
      return `${from} asks the registry for ${body.image}`;
    case 'registry-answer':
      return body.error ?? `the registry sent ${bytes(body.bytes)}`;
  }
}

/** `the kubelet on worker-1`, `the registry`; other programs are named as they are. */
function named(address: string): string {
  const who = speaker(address);
  return /^(kubelet|registry|client|CNI|.*-controller$)/.test(who) ? `the ${who}` : who;
}

const happened = {
  ADDED: 'added',
  MODIFIED: 'changed',
  DELETED: 'deleted',
  BOOKMARK: 'still at this revision',
} as const;

const condition = (revision: number) =>
  revision === 0 ? 'if it does not exist' : `if it is still at revision ${revision}`;

function deed({ verb, subresource }: HttpRequest): string {
  const verbs = {
    get: 'read',
    list: 'list',
    watch: 'watch',
    create: 'create',
    update: 'replace',
    patch: 'change',
    delete: 'delete',
  };
  return subresource === 'binding' ? 'bind' : verbs[verb];
}
