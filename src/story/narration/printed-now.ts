import type { Pod } from '../../kubernetes/api/types.ts';
import { printedStatus } from '../../kubernetes/kubectl/printers/pod-status.ts';
import { podsAt } from '../run-facts.ts';
import type { Stop } from '../stops.ts';
import type { Story } from '../tell.ts';
import { enumerated } from '../words.ts';

/** What `kubectl get pods` prints at a stop, READY and STATUS; nothing when no Pod of this run is left. */
export function printedNow({ facts }: Story, stop: Stop): readonly string[] {
  const pods = podsAt(facts, stop.at).map((pod) => {
    const { ready, status } = printedStatus(pod);
    return { name: pod.metadata.name, words: `${ready} ${status}` };
  });
  const why = waitingFor(podsAt(facts, stop.at));
  const words = [...new Set(pods.map((pod) => pod.words))];
  if (words.length === 0) return [];
  if (words.length === 1)
    return [`kubectl get pods now prints ${words[0]}${pods.length > 1 ? ' for each' : ''}.`, ...why];
  const counted = words.map((word) => `${word} (${pods.filter((pod) => pod.words === word).length})`);
  return [`kubectl get pods now prints ${enumerated(counted)}.`, ...why];
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
