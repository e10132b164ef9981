import type { Pod } from '../../kubernetes/api/types.ts';
import { printedStatus } from '../../kubernetes/kubectl/printers/pod-status.ts';
import { frameAt } from '../../trace/frame.ts';
import { podsAt } from '../run-facts.ts';
import type { Stop } from '../stops.ts';
import type { Story } from '../tell.ts';
import { enumerated } from '../words.ts';

/** What `kubectl get pods` prints at a stop of the Pods of this run, READY and STATUS; nothing when none is left. */
export function printedNow(story: Story, stop: Stop): readonly string[] {
  const pods = podsAt(story.facts, stop.at);
  const words = pods.map((pod) => {
    const { ready, status } = printedStatus(pod);
    return `${ready} ${status}`;
  });
  const distinct = [...new Set(words)];
  if (distinct.length === 0) return [];
  const printed =
    distinct.length === 1
      ? `${distinct[0]}${others(story, stop, pods)}`
      : enumerated(distinct.map((word) => `${word} (${words.filter((each) => each === word).length})`));
  return [`${getPods(pods)} now prints ${printed}.`, ...waitingFor(pods)];
}

/** The command that prints these Pods: outside the Namespace `default` it has to be named. */
export function getPods(pods: readonly Pod[]): string {
  const namespaces = [...new Set(pods.map(({ metadata }) => metadata.namespace ?? 'default'))];
  if (namespaces.length > 1) return 'kubectl get pods -A';
  return namespaces[0] === 'default' || namespaces[0] === undefined
    ? 'kubectl get pods'
    : `kubectl get pods -n ${namespaces[0]}`;
}

/** Whose line it is, where more than this one is printed. */
function others({ index }: Story, { at }: Stop, pods: readonly Pod[]): string {
  const [pod] = pods;
  const beside = frameAt(index, at)
    .pods()
    .some(
      ({ metadata }) =>
        metadata.namespace === pod?.metadata.namespace && !pods.some((mine) => mine.metadata.uid === metadata.uid),
    );
  if (pods.length > 1) return ' for each';
  return beside ? ` for ${pod?.metadata.name}` : '';
}

/** Why a container cannot be made: of an image that does not come the pull itself has told. */
function waitingFor(pods: readonly Pod[]): readonly string[] {
  const messages = pods
    .flatMap(({ status }) => [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])])
    .flatMap(({ state }) =>
      /^(Create|Run)Container/.test(state?.waiting?.reason ?? '') ? [state?.waiting?.message] : [],
    );
  return [...new Set(messages)].flatMap((message) => (message ? [`The reason: “${message}”.`] : []));
}
