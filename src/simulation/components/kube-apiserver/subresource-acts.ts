import { badRequest, notFound } from '../../../kubernetes/api/status.ts';
import { rfc3339 } from '../../../kubernetes/api/times.ts';
import type { Pod } from '../../../kubernetes/api/types.ts';
import { isReview, review } from './access-reviews.ts';
import type { RequestContext } from './request-context.ts';
import { queryValues, type RequestInfo } from './request-info.ts';

type Changed = Partial<RequestContext>;

const serviceAccounts = { plural: 'serviceaccounts', group: '' };
const pods = { plural: 'pods', group: '' };

/** Requests that do something else than to store the object of their path. */
export const isAct = ({ resource, subresource }: RequestInfo): boolean =>
  (resource === 'serviceaccounts' && subresource === 'token') ||
  (resource === 'pods' && (subresource === 'exec' || subresource === 'log')) ||
  isReview(resource);

export function act(context: RequestContext): Changed {
  if (isReview(context.info.resource)) return review(context);
  if (context.info.subresource === 'token') return issueToken(context);
  return runInContainer(context);
}

/** A token bound to a Pod. Its text is no secret here: there is nothing to open with it. */
function issueToken({ event, info, port, world, resource }: RequestContext): Changed {
  const account = world.store.get('serviceaccounts', info.namespace ?? '', info.name ?? '');
  if (account === undefined) return { refused: notFound(resource ?? serviceAccounts, info.name ?? '') };
  const body = ('body' in event.call ? event.call.body : {}) as { spec?: { expirationSeconds?: number } };
  const seconds = body.spec?.expirationSeconds ?? 3600;
  const status = { token: 'simulated', expirationTimestamp: rfc3339(port.now() + seconds * 1000) };
  return {
    answer: { code: 201, body: { kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1', ...body, status } },
  };
}

/** exec and log go on to the kubelet of the Pod's node, and from there to its runtime. */
function runInContainer({ event, info, world, port }: RequestContext): Changed {
  const pod = world.store.get('pods', info.namespace ?? '', info.name ?? '') as Pod | undefined;
  if (pod === undefined) return { refused: notFound(pods, info.name ?? '') };
  const container = info.query.get('container') ?? pod.spec.containers[0]?.name ?? '';
  const node = pod.spec.nodeName ?? '';
  const runtime = world.runtimes.get(node);
  if (info.subresource === 'log') {
    const log = runtime?.log(pod.metadata.uid, container, info.query.get('previous') === 'true') ?? '';
    return { answer: { code: 200, body: log } };
  }
  const running = runtime?.running(pod.metadata.uid, container);
  if (running === undefined) {
    return {
      refused: badRequest(
        `container ${container} is not running in pod ${pod.metadata.name}_${pod.metadata.namespace}`,
      ),
    };
  }
  // A person's command is no part of the manifest: what is not understood is for the person to hear.
  let notModelled: string | undefined;
  const outcome = running.exec(queryValues(event.call.path, 'command'), (says) => {
    notModelled ??= says;
  });
  const body = notModelled === undefined ? outcome : { ...outcome, notModelled };
  // The command may have ended or woken the main process.
  port.tell(`${node}/containerd/${info.namespace}/${info.name}/${container}`, { type: 'go on' });
  return { answer: { code: 101, body } };
}
