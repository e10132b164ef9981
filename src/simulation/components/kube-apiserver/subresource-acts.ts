import { notFound } from '../../../kubernetes/api/status.ts';
import { epoch, rfc3339 } from '../../../kubernetes/api/times.ts';
import { webToken } from '../../../kubernetes/authorization/credentials-shown.ts';
import { isReview, review } from './access-reviews.ts';
import { openPorts, readLog, runInContainer } from './container-acts.ts';
import type { RequestContext } from './request-context.ts';
import type { RequestInfo } from './request-info.ts';

type Changed = Partial<RequestContext>;

const serviceAccounts = { plural: 'serviceaccounts', group: '' };

/** Requests that do something else than to store the object of their path. */
export const isAct = ({ resource, subresource }: RequestInfo): boolean =>
  (resource === 'serviceaccounts' && subresource === 'token') ||
  (resource === 'pods' && ['exec', 'log', 'portforward'].includes(subresource ?? '')) ||
  isReview(resource);

export function act(context: RequestContext): Changed {
  if (isReview(context.info.resource)) return review(context);
  if (context.info.subresource === 'token') return issueToken(context);
  if (context.info.subresource === 'portforward') return openPorts(context);
  return context.info.subresource === 'log' ? readLog(context) : runInContainer(context);
}

/** A token bound to a Pod. Its text is no secret here: there is nothing to open with it. */
function issueToken({ event, info, port, world, resource }: RequestContext): Changed {
  const account = world.store.get('serviceaccounts', info.namespace ?? '', info.name ?? '');
  if (account === undefined) return { refused: notFound(resource ?? serviceAccounts, info.name ?? '') };
  const body = ('body' in event.call ? event.call.body : {}) as { spec?: { expirationSeconds?: number } };
  const seconds = body.spec?.expirationSeconds ?? 3600;
  const issued = Math.floor((epoch + port.now()) / 1000);
  const claims = {
    aud: ['https://kubernetes.default.svc.cluster.local'],
    exp: issued + seconds,
    iat: issued,
    iss: 'https://kubernetes.default.svc.cluster.local',
    'kubernetes.io': {
      namespace: info.namespace ?? '',
      serviceaccount: { name: info.name ?? '', uid: account.metadata.uid },
    },
    nbf: issued,
    sub: `system:serviceaccount:${info.namespace ?? ''}:${info.name ?? ''}`,
  };
  const status = { token: webToken(claims), expirationTimestamp: rfc3339(port.now() + seconds * 1000) };
  return {
    answer: { code: 201, body: { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', ...body, status } },
  };
}
