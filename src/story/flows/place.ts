import type { Pod } from '../../kubernetes/api/types.ts';
import { shortName } from '../words.ts';
import type { Flow } from './flow.ts';

/** The scheduler sees a Pod without a node and chooses one, or says why it cannot. */
export const placeFlow: Flow = (message, { once }) => {
  const { body, from, to } = message;
  if (body.type === 'watch-event' && to.startsWith('kube-scheduler')) {
    if (body.resource !== 'pods') return { step: 4, level: 'detail' };
    const pod = body.object as Pod;
    const news = body.event === 'ADDED' && !pod.spec.nodeName && once(`unplaced/${pod.metadata.uid}`);
    return news ? { step: 4, level: 'story', label: 'ADDED: no node yet' } : { step: 4, level: 'detail' };
  }
  if (body.type !== 'http-request' || !from.startsWith('kube-scheduler')) return undefined;
  if (body.subresource === 'binding') {
    const node = boundTo(body.requestBody);
    return { step: 4, level: 'story', label: node ? `POST binding: ${shortName(node)}` : 'POST binding' };
  }
  if (body.verb === 'delete') return { step: 4, level: 'story', label: `DELETE pods/${shortName(body.name ?? '')}` };
  if (body.verb === 'patch' && body.subresource === 'status') {
    return { step: 4, level: 'story', label: `PATCH status: ${reportedIn(body.requestBody)}` };
  }
  return { step: 4, level: 'detail' };
};

function boundTo(requestBody: unknown): string | undefined {
  const binding = requestBody as { readonly target?: { readonly name?: string } } | undefined;
  return binding?.target?.name;
}

/** Of a Pod that fits nowhere, or of one that makes room for another. */
function reportedIn(requestBody: unknown): string {
  const { status } = (requestBody ?? {}) as {
    readonly status?: { readonly conditions?: readonly { type?: string }[] };
  };
  return status?.conditions?.some(({ type }) => type === 'DisruptionTarget') ? 'DisruptionTarget' : 'Unschedulable';
}
