import { laneOf } from '../trace/address.ts';
import { countUpTo } from '../trace/binary-search.ts';
import type { Frame } from '../trace/frame.ts';
import type { CommandOutput, Message } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import type { Level } from './level.ts';
import { showingAt } from './pacing.ts';
import type { Story } from './tell.ts';
import { bytes, countWord, plural } from './words.ts';

/** The second line of each station, as of the cursor. */
export interface StationLines {
  readonly kubectl: string;
  readonly etcd: string;
  readonly controllers: string;
  readonly scheduler: string;
  readonly apiserver: string;
  readonly registry: string;
  readonly service: string;
}

/** @param level at the story's level nothing is said before it is shown */
export function stationLines(story: Story, frame: Frame, level: Level): StationLines {
  return {
    kubectl: kubectlLine(story, frame.at, level),
    etcd: `revision ${frame.revision()}`,
    controllers: controllersLine(story, frame, level),
    scheduler: schedulerLine(story, frame),
    apiserver: frame.at === 0 ? 'no request yet' : 'every wish and every report passes here',
    registry: registryLine(story, frame.at),
    service: frame.list('services').some(({ metadata }) => metadata.name !== 'kubernetes')
      ? 'Service network'
      : story.facts.pods.some(({ startedAt }) => startedAt !== undefined && startedAt <= frame.at)
        ? 'Service network: no Service selects this Pod'
        : 'Service network: no Service yet',
  };
}

function kubectlLine(story: Story, at: number, level: Level): string {
  const typed = story.index.trace.commands.filter((command) => command.at <= at && at > 0).at(-1);
  if (!typed) return 'ready';
  if (returnedIn(story, typed, level) > at) return 'waits';
  const said = (typed.code === 0 ? typed.stdout : typed.stderr).trim().split('\n');
  return said.length > 1 ? `${said.length} lines printed` : (said[0] ?? 'done').replace(/^[\w.]+\/(?=\S+ \w+$)/, '');
}

/** kubectl prints when it has its answer; in the story, when the last of its answers has been seen to arrive. */
function returnedIn({ index, classes, showings }: Story, { at, returnedAt }: CommandOutput, level: Level): number {
  if (level !== 'story') return returnedAt;
  const sent = (message: Message) => message.sentAt;
  const meanwhile = index.messages.slice(
    countUpTo(index.messages, at, sent),
    countUpTo(index.messages, returnedAt, sent),
  );
  const answers = meanwhile.filter(
    ({ id, body, to }) => body.type === 'http-answer' && laneOf(to) === 'kubectl' && classes.get(id)?.level === 'story',
  );
  return answers.length === 0
    ? returnedAt
    : Math.max(...answers.map(({ id, receivedAt }) => showings.get(id)?.to ?? receivedAt));
}

function controllersLine({ facts, index, showings }: Story, frame: Frame, level: Level): string {
  const made = facts.created.filter(
    ({ object, resource, key, at }) =>
      at <= frame.at &&
      object.metadata.ownerReferences &&
      resource !== 'endpointslices' &&
      (frame.object(key) || wasDeleted(index, key, frame.at)),
  );
  if (made.length > 0) return `made ${plural(made.length, 'object')}`;
  const { controllersSaw: saw } = facts;
  if (saw === undefined || showingAt(showings, level, saw).to > frame.at) return 'watching';
  // Of what a controller will act on nothing is said before it does.
  return facts.pods.some(({ owned }) => !owned) ? 'saw it, left it alone' : 'watching';
}

const wasDeleted = (index: TraceIndex, key: string, by: number): boolean =>
  (index.histories.get(key) ?? []).some(({ operation, at }) => operation === 'delete' && at <= by);

function schedulerLine({ facts, index }: Story, frame: Frame): string {
  const stored = new Map(frame.pods().map((pod) => [pod.metadata.uid, pod]));
  // A Pod that is gone was placed; one that stands in etcd is placed once its record says so.
  const placed = facts.pods.filter(
    ({ uid, key, boundAt = Number.POSITIVE_INFINITY }) =>
      boundAt <= frame.at &&
      (stored.has(uid) ? stored.get(uid)?.spec.nodeName !== undefined : wasDeleted(index, key, frame.at)),
  );
  if (placed.length > 1) return `placed ${countWord(placed.length)} Pods`;
  if (placed[0]?.node) return `chose ${placed[0].node}`;
  const refused = index.decisions.some(
    ({ refused, who, at: when }) => refused && when <= frame.at && who.startsWith('kube-scheduler'),
  );
  return refused ? 'no node fits' : 'watching';
}

function registryLine({ facts }: Story, at: number): string {
  let sent = 0;
  let error = '';
  for (const { body, receivedAt } of facts.pulls) {
    if (body.type !== 'registry-answer' || receivedAt > at) continue;
    if (body.error !== undefined) error = body.error;
    else sent += body.bytes;
  }
  if (error) return /not.found/i.test(error) ? 'not found' : 'pull failed';
  return sent > 0 ? `${bytes(sent)} sent` : 'docker.io';
}
