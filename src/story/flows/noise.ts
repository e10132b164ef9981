import { laneOf } from '../../trace/address.ts';
import { requestOf } from '../requests.ts';
import type { Flow } from './flow.ts';

const housekeeping = new Set(['leases', 'csinodes', 'csidrivers', 'runtimeclasses']);
const bookkeeping = new Set([
  'events',
  'namespaces',
  'serviceaccounts',
  'resourcequotas',
  'limitranges',
  'configmaps',
  'secrets',
]);

/** What goes on whether or not anybody asks for a Pod, and reads that change nothing. */
export const noiseFlow: Flow = (message, { index }) => {
  const { body } = message;
  if (body.type === 'etcd-event' || body.type === 'etcd-answer') return { level: 'everything' };
  if (body.type === 'cri-call' || body.type === 'cri-answer') {
    return body.pod === '' || body.call === 'ListPodSandbox' ? { level: 'everything' } : undefined;
  }
  const request = body.type === 'http-answer' ? requestOf(index, message) : message;
  const about = request?.body.type === 'http-request' ? request.body : undefined;
  const resource = about?.resource ?? (body.type === 'watch-event' ? body.resource : undefined);
  if (body.type === 'watch-event' && body.event === 'BOOKMARK') return { level: 'everything' };
  if (resource !== undefined && housekeeping.has(resource)) return { level: 'everything' };
  if (resource === 'nodes' && about?.verb !== 'delete') return { level: 'everything' };
  if (about?.verb === 'watch') return { level: 'everything' };
  if (
    resource !== undefined &&
    bookkeeping.has(resource) &&
    laneOf(message.from) !== 'kubectl' &&
    laneOf(message.to) !== 'kubectl'
  ) {
    return { level: 'everything' };
  }
  return undefined;
};
