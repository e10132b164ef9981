import { laneOf } from '../../trace/address.ts';
import { shortLabel } from '../describe-message.ts';
import { requestBehind, requestOf } from '../requests.ts';
import type { Flow } from './flow.ts';

/** The API server makes a person's wish durable, or refuses it. */
export const storeFlow: Flow = (message, { index }) => {
  const { body } = message;
  if (body.type === 'etcd-txn') {
    const request = requestBehind(index, message.cause);
    return request !== undefined && laneOf(request.from) === 'kubectl'
      ? { step: 2, level: 'story' }
      : { level: 'everything' };
  }
  if (body.type !== 'http-answer' || laneOf(message.to) !== 'kubectl') return undefined;
  const request = requestOf(index, message);
  const reads = request?.body.type === 'http-request' && ['get', 'list', 'watch'].includes(request.body.verb);
  if (reads) return { level: body.code >= 400 && body.code !== 404 ? 'story' : 'detail', step: 1 };
  return { step: 2, level: 'story', label: shortLabel(index, message), failed: body.code >= 400 };
};
