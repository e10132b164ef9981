import type { Message } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { requestOf } from './requests.ts';

/** Key of the object that a message is about: `pods/default/nginx`; undefined for reads of many and what has no object. */
export function aboutOf(index: TraceIndex, message: Message): string | undefined {
  const { body } = message;
  switch (body.type) {
    case 'http-request':
      return body.resource === undefined || body.name === undefined
        ? undefined
        : `${body.resource}/${body.namespace ?? ''}/${body.name}`;
    case 'http-answer': {
      const request = requestOf(index, message);
      return request && aboutOf(index, request);
    }
    case 'watch-event':
      return `${body.resource}/${body.object.metadata.namespace ?? ''}/${body.object.metadata.name}`;
    case 'etcd-txn':
    case 'etcd-event':
      return body.key.replace(/^\/registry\//, '');
    case 'cri-call':
    case 'cri-answer':
    case 'cni-call':
    case 'cni-answer':
    case 'probe-call':
    case 'probe-answer':
    case 'signal':
      return body.pod === '' ? undefined : `pods/${body.pod}`;
    case 'traffic':
      return body.pod === undefined ? undefined : `pods/${body.pod}`;
    default:
      return undefined;
  }
}
