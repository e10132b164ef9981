import type { EndpointSlice } from '../../kubernetes/api/types.ts';
import { processOf } from '../../trace/address.ts';
import type { Flow } from './flow.ts';

/** Ready Pods become addresses of a Service, and rules on every node. */
export const connectFlow: Flow = (message, { writes }) => {
  const { body } = message;
  if (body.type === 'traffic') {
    return body.outcome === undefined
      ? { step: 7, level: 'story', label: `request ${body.count}` }
      : { step: 7, level: 'detail' };
  }
  if (body.type === 'rules-written') {
    const serves = body.services.some(
      ({ service, endpoints }) => !service.startsWith('default/kubernetes') && endpoints.length > 0,
    );
    return { step: 7, level: serves ? 'story' : 'detail' };
  }
  if (body.type === 'watch-event') {
    if (processOf(message.to) !== 'kube-proxy') return undefined;
    const slice = body.resource === 'endpointslices' ? (body.object as EndpointSlice) : undefined;
    const told = slice !== undefined && readyAddresses(slice).length > 0;
    return { step: 7, level: told ? 'story' : 'detail', label: `${body.event} ${body.resource}` };
  }
  if (body.type !== 'http-request' || (body.resource !== 'endpointslices' && body.resource !== 'endpoints'))
    return undefined;
  if (body.resource === 'endpoints' || processOf(message.from) !== 'kube-controller-manager')
    return { step: 7, level: 'detail' };
  const slice = writes.get(message.id)?.object as EndpointSlice | undefined;
  const ready = slice ? readyAddresses(slice) : [];
  const list =
    ready.length === 0
      ? ''
      : `: ${ready
          .map((address) => address.slice(address.lastIndexOf('.')))
          .slice(0, 4)
          .join(' ')}`;
  return { step: 7, level: ready.length > 0 ? 'story' : 'detail', label: `${body.method} endpointslices${list}` };
};

function readyAddresses(slice: EndpointSlice): string[] {
  return (slice.endpoints ?? [])
    .filter((each) => each.conditions?.ready !== false)
    .flatMap((each) => [...each.addresses]);
}
