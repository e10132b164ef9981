import type { KubeEvent } from '../../kubernetes/api/types.ts';
import type { Millis } from '../../trace/trace.ts';
import type { PodFacts, RunFacts } from '../run-facts.ts';
import type { Stop } from '../stops.ts';
import type { Story } from '../tell.ts';
import { bytes, countWord, duration, listed } from '../words.ts';
import type { Narrator } from './narration.ts';

export const narrateRun: Narrator = (story, stop) => {
  const { facts } = story;
  const here = facts.pods.filter(({ boundAt }) => boundAt !== undefined && boundAt <= stop.at);
  const [pod] = here;
  if (!pod) return 'The kubelet saw that a Pod is now its own.';
  if (here.length > 1) return several(here);
  const sandbox = pod.ip === undefined ? '' : ` It made a sandbox with the address ${pod.ip},`;
  const failure = stop.messages.find(({ failed }) => failed);
  const named =
    pod.boundAt === pod.createdAt ? 'The manifest names the node, so kube-scheduler had nothing to place. ' : '';
  const saw = `${named}The kubelet on ${pod.node ?? 'its node'} saw that the Pod is now its own.`;
  if (pod.pull?.error !== undefined)
    return `${saw}${sandbox || ' It'} asked for ${pod.image}, and the pull failed: “${shortened(pod.pull.error)}”`;
  if (failure) return `${saw}${sandbox || ' It'} started the container, and then: ${failure.label}.`;
  if (pod.startedAt === undefined || pod.startedAt > stop.at)
    return `${saw}${sandbox.replace(/,$/, '.')} The container is not started.${whyNot(story, pod, stop)}`;
  const started = startedBy(facts, pod, stop.at);
  if (started > 1)
    return `${saw}${sandbox || ' It'} got each image that was not there and started ${countWord(started)} containers, one after the other.`;
  return `${saw}${sandbox || ' It'} ${pulled(pod)} and started the container.`;
};

/** What the kubelet announced about a volume; of the last stop also what came of it later. */
function whyNot({ index, stops }: Story, pod: PodFacts, stop: Stop): string {
  const until = stop === stops.at(-1) ? Number.POSITIVE_INFINITY : stop.at;
  const event = index.trace.writes.find(({ resource, at, object }) => {
    const { reason, involvedObject } = object as KubeEvent;
    return resource === 'events' && at <= until && reason === 'FailedMount' && involvedObject?.name === pod.name;
  });
  const message = (event?.object as KubeEvent | undefined)?.message;
  return message === undefined ? '' : ` The kubelet announced: “${message}”`;
}

/** How many containers of the Pod have been started. */
function startedBy({ index }: RunFacts, { uid }: PodFacts, at: Millis): number {
  const running = (index.facts.get(uid) ?? []).filter((fact) => fact.state === 'running' && fact.at <= at);
  return new Set(running.map(({ container }) => container)).size;
}

function pulled({ pull, image }: PodFacts): string {
  if (!pull) return 'found the image on the node';
  const size = pull.bytes === undefined ? image : `${bytes(pull.bytes)} of image`;
  return pull.took === undefined ? 'began to pull the image' : `pulled ${size} in ${duration(pull.took)}`;
}

function several(pods: readonly PodFacts[]): string {
  const nodes = [...new Set(pods.map(({ node }) => node ?? ''))];
  const kubelets = nodes.length === 1 ? `The kubelet on ${nodes[0]}` : `The kubelets on ${listed(nodes)}`;
  const failed = pods.find(({ pull }) => pull?.error !== undefined);
  if (failed)
    return `${kubelets} saw ${countWord(pods.length)} Pods of their own. The pull of ${failed.image} failed: “${shortened(failed.pull?.error ?? '')}”`;
  return `${kubelets} saw ${countWord(pods.length)} Pods of their own, all at once. For each: a sandbox with an address, the image, then the container.`;
}

/** The end of a long error, which is the part that says what is wrong. */
function shortened(text: string): string {
  if (text.length <= 120) return text;
  return `… ${text.split(': ').slice(-2).join(': ').slice(-120)}`;
}
