import { printedStatus } from '../../kubernetes/kubectl/printers/pod-status.ts';
import { podsAt } from '../run-facts.ts';
import { duration } from '../words.ts';
import type { Narrator } from './narration.ts';

export const narrateReport: Narrator = ({ facts }, stop) => {
  const pods = podsAt(facts, stop.at);
  const [pod] = pods;
  if (!pod) return 'The kubelet told kube-apiserver what became of the Pod.';
  const status = printedStatus(pod).status;
  const life = facts.pods.find(({ uid }) => uid === pod.metadata.uid);
  const lag =
    life?.startedAt !== undefined && life.runningReportedAt !== undefined
      ? ` That was ${duration(life.runningReportedAt - life.startedAt)} after the start.`
      : '';
  if (status === 'Running') {
    const prints =
      pods.length === 1
        ? 'From now on kubectl get pods prints Running.'
        : `kubectl get pods now prints Running for ${running(pods.map((each) => printedStatus(each).status))} of ${pods.length} Pods.`;
    return `The kubelet looked at its containers, found one running, and told kube-apiserver. ${prints}${lag}`;
  }
  return `The kubelet told kube-apiserver what it found. From now on kubectl get pods prints ${status}.`;
};

const running = (statuses: readonly string[]) => statuses.filter((status) => status === 'Running').length;
