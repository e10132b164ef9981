import { rfc3339 } from '../api/times.ts';
import type { Pod } from '../api/types.ts';
import { podsPath, type Steps } from './pod-control.ts';

/**
 * Writes into a Pod why it has to go.
 * Source: v1.35 pkg/api/v1/pod/util.go UpdatePodCondition
 * @returns whether the Pod is still there
 */
export function* noteDisruption(
  pod: Pod,
  given: { readonly reason: string; readonly message: string; readonly phase?: string },
  now: number,
): Steps<boolean> {
  const { reason, message, phase } = given;
  const others = (pod.status?.conditions ?? []).map(({ type }) => type).filter((type) => type !== 'DisruptionTarget');
  const condition = {
    lastProbeTime: null,
    lastTransitionTime: rfc3339(now),
    message,
    observedGeneration: pod.metadata.generation ?? 1,
    reason,
    status: 'True',
    type: 'DisruptionTarget',
  };
  const [answer] = yield {
    verb: 'patch',
    path: `${podsPath(pod.metadata.namespace ?? '')}/${pod.metadata.name}/status`,
    contentType: 'application/strategic-merge-patch+json',
    body: {
      metadata: { uid: pod.metadata.uid },
      status: {
        '$setElementOrder/conditions': [...others, 'DisruptionTarget'].map((type) => ({ type })),
        conditions: [condition],
        ...(phase === undefined ? {} : { phase }),
      },
    },
  };
  return answer !== undefined && answer.code < 300;
}
