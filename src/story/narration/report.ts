import type { Pod } from '../../kubernetes/api/types.ts';
import { printedStatus } from '../../kubernetes/kubectl/printers/pod-status.ts';
import type { Millis } from '../../trace/trace.ts';
import { tellContainers } from '../happenings/containers.ts';
import { tellProbes } from '../happenings/probes.ts';
import { type PodFacts, podsAt } from '../run-facts.ts';
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
  const lag = duration(reported - lastStart(story, life, reported));
  const since = afterwards(story, stop, reported);
  if (pods.length > 1) {
    const count = pods.filter((each) => printedStatus(each).status === 'Running').length;
    const where = life.node === undefined ? '' : ` from ${life.node}`;
    return `Each kubelet looks at its containers once a second and tells kube-apiserver what it found; the first word${where} came ${lag} after the start. ${getPods(pods)} now prints Running for ${count} of ${pods.length} Pods.`;
  }
  const all = pod.spec.containers.length;
  const what =
    all === 1
      ? `found one running, and told kube-apiserver, ${lag} after its start`
      : `found ${countWord(runningOf(pod))} of ${countWord(all)} running, and told kube-apiserver, ${lag} after the last of them had started`;
  const found = `The kubelet looked at its containers, ${what}.`;
  return [found, ...since, ...printedNow(story, stop)].join(' ');
};

/** When the last container that was reported had started. */
function lastStart({ index }: Story, { uid, startedAt = 0 }: PodFacts, by: Millis): Millis {
  const starts = (index.facts.get(uid) ?? []).filter(({ state, at }) => state === 'running' && at <= by);
  return starts.at(-1)?.at ?? startedAt;
}

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
