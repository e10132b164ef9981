import { printedStatus } from '../../kubernetes/kubectl/printers/pod-status.ts';
import type { CriCall, Message } from '../../trace/trace.ts';
import { longSentence } from '../long-sentence.ts';
import { podsAt } from '../run-facts.ts';
import type { Stop } from '../stops.ts';
import type { Story } from '../tell.ts';
import { capital, countWord, duration, enumerated, moment, shortName } from '../words.ts';
import type { Narrator } from './narration.ts';

type Part = (story: Story, stop: Stop) => string | undefined;

/** A stop further in time: what a person did, what the node did, and what kubectl prints afterwards. */
export const narrateMoment: Narrator = (story, stop) => {
  const parts: readonly Part[] = [typed, connections, replaced, pulledAgain, startedAgain, ended, printed];
  const said = parts.map((part) => part(story, stop)).filter((sentence) => sentence !== undefined);
  const [first] = stop.messages;
  return said.length > 0
    ? said.slice(0, 3).join(' ')
    : first
      ? longSentence(story.index, first.message)
      : 'Time passed.';
};

const typed: Part = ({ index }, stop) => {
  const command = index.trace.commands.find(({ at }) => at > stop.from && at <= stop.at);
  return (
    command &&
    `At ${moment(command.at)} ${command.user === 'kubernetes-admin' ? 'you' : command.user} typed “${command.command}”.`
  );
};

const connections: Part = ({ facts }, { from, at }) => {
  const counts = new Map<string, number>();
  let refused = 0;
  for (const { body, sentAt } of facts.traffic) {
    if (body.type !== 'traffic' || sentAt <= from || sentAt > at) continue;
    if (body.outcome === 'refused' || body.pod === undefined) {
      refused += 1;
      continue;
    }
    const pod = shortName(body.pod.slice(body.pod.indexOf('/') + 1));
    counts.set(pod, (counts.get(pod) ?? 0) + 1);
  }
  const failed =
    refused === 0
      ? ''
      : ` ${capital(countWord(refused))} ${refused === 1 ? 'connection was' : 'connections were'} refused: no address was ready.`;
  if (counts.size === 0) return refused === 0 ? undefined : `A client called the Service.${failed}`;
  const shares = [...counts].map(([pod, count]) => `${count} to ${pod}`);
  return `A client called the Service. By kube-proxy’s rules the kernel sent ${enumerated(shares)}; no packet passed through kube-proxy.${failed}`;
};

/** Pods that were made anew after the first step was told. */
const replaced: Part = ({ facts }, { from, at }) => {
  const fresh = facts.created.filter((write) => write.resource === 'pods' && write.at > from && write.at <= at);
  if (fresh.length === 0 || !fresh[0]?.object.metadata.ownerReferences) return undefined;
  const owner = fresh[0].object.metadata.ownerReferences[0]?.kind ?? 'owner';
  return `The ${owner} controller made ${fresh.length === 1 ? `Pod ${fresh[0].object.metadata.name}` : `${countWord(fresh.length)} Pods`} anew.`;
};

const calls = ({ messages }: Stop, name: CriCall['call']): readonly Message[] =>
  messages.map(({ message }) => message).filter(({ body }) => body.type === 'cri-call' && body.call === name);

const pulledAgain: Part = ({ index }, stop) => {
  const [call] = calls(stop, 'PullImage');
  if (call?.body.type !== 'cri-call') return undefined;
  const { pod } = call.body;
  const all = index.messages.filter(
    ({ body, sentAt }) =>
      sentAt <= call.sentAt && body.type === 'cri-call' && body.call === 'PullImage' && body.pod === pod,
  );
  const before = all.at(-2);
  const answer = index.answerOf.get(call.id)?.body;
  const outcome =
    answer?.type === 'cri-answer' && answer.error !== undefined ? 'It failed again.' : 'This time it worked.';
  const since = before ? ` ${duration(call.sentAt - before.sentAt)} after the one before` : '';
  return `The kubelet tried to pull the image, for the ${ordinal(all.length)} time${since}. ${outcome}`;
};

const startedAgain: Part = ({ index }, stop) => {
  const [call] = calls(stop, 'StartContainer');
  if (call?.body.type !== 'cri-call') return undefined;
  const { pod, container } = call.body;
  const all = index.messages.filter(
    ({ body, sentAt }) =>
      sentAt <= call.sentAt &&
      body.type === 'cri-call' &&
      body.call === 'StartContainer' &&
      body.pod === pod &&
      body.container === container,
  );
  return all.length > 1
    ? `The kubelet started the container again, for the ${ordinal(all.length)} time.`
    : 'The kubelet started the container.';
};

const ended: Part = (_story, { messages }) => {
  const exit = messages
    .map(({ message }) => message.body)
    .findLast((body) => body.type === 'signal' && body.signal === 'exit');
  if (exit?.type !== 'signal') return undefined;
  const asked = messages.some(({ message: { body } }) => body.type === 'signal' && body.signal === 'SIGTERM');
  return asked
    ? `The runtime sent SIGTERM, and the container exited with code ${exit.exitCode ?? 0}.`
    : `It exited with code ${exit.exitCode ?? 0}.`;
};

const printed: Part = ({ facts }, stop) => {
  const pods = podsAt(facts, stop.at);
  const [pod] = pods;
  if (!pod) return facts.pods.length > 0 ? 'Then the record was gone from etcd.' : undefined;
  const statuses = [...new Set(pods.map((each) => printedStatus(each).status))];
  return pods.length === 1
    ? `kubectl get pods now prints ${capital(statuses[0] ?? '')}.`
    : `kubectl get pods now prints ${enumerated(statuses)}.`;
};

const ordinal = (count: number): string =>
  ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'][count] ?? `${count}th`;
