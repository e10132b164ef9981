import type { Pod } from '../../kubernetes/api/types.ts';
import { printedStatus } from '../../kubernetes/kubectl/printers/pod-status.ts';
import { tellContainers } from '../happenings/containers.ts';
import { tellProbes } from '../happenings/probes.ts';
import { podsAt } from '../run-facts.ts';
import type { Stop } from '../stops.ts';
import type { Story } from '../tell.ts';
import { countWord, duration } from '../words.ts';
import type { Narrator } from './narration.ts';
import { getPods, printedNow } from './printed-now.ts';

export const narrateReport: Narrator = (story, stop) => {
  const { facts } = story;
  const pods = podsAt(facts, stop.at);
  const [pod] = pods;
  if (!pod) return 'The kubelet told kube-apiserver what became of the Pod.';
  const life = facts.pods.find(({ uid }) => uid === pod.metadata.uid);
  const reported = life?.runningReportedAt;
  if (life?.startedAt === undefined || reported === undefined || reported > stop.at)
    return `The kubelet told kube-apiserver what it found. ${printedNow(story, stop).join(' ')}`;
  const lag = duration(reported - life.startedAt);
  const where = pods.length > 1 && life.node !== undefined ? ` on ${life.node}` : '';
  const running = pod.spec.containers.length;
  const found = `The kubelet${where} looked at its containers, found ${running === 1 || pods.length > 1 ? 'one' : `${countWord(runningOf(pod))} of ${countWord(running)}`} running, and told kube-apiserver, ${lag} after its start.`;
  const since = afterwards(story, stop, reported);
  if (pods.length > 1) {
    const count = pods.filter((each) => printedStatus(each).status === 'Running').length;
    return `${found} ${getPods(pods)} now prints Running for ${count} of ${pods.length} Pods.`;
  }
  return [found, ...since, ...printedNow(story, stop)].join(' ');
};

/** Containers that the status has as running. */
const runningOf = ({ status }: Pod): number =>
  (status?.containerStatuses ?? []).filter(({ state }) => state?.running !== undefined).length;

/** What else happened until this step's end: a container that ended at once, a probe. */
function afterwards(story: Story, stop: Stop, reported: number): readonly string[] {
  const stretch = { from: Math.min(reported, stop.at), to: stop.at };
  return [...tellContainers(story, stretch), ...tellProbes(story, { ...stretch, from: stop.from })]
    .toSorted((a, b) => a.at - b.at)
    .map(({ says }) => says);
}
