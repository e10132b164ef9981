import type { Frame } from '../trace/frame.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
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

export function stationLines(story: Story, frame: Frame): StationLines {
  return {
    kubectl: kubectlLine(story, frame.at),
    etcd: `revision ${frame.revision()}`,
    controllers: controllersLine(story, frame),
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

function kubectlLine({ index }: Story, at: number): string {
  const typed = index.trace.commands.filter((command) => command.at <= at && at > 0).at(-1);
  if (!typed) return 'ready';
  if (typed.returnedAt > at) return 'waits';
  const said = (typed.code === 0 ? typed.stdout : typed.stderr).trim().split('\n');
  return said.length > 1 ? `${said.length} lines printed` : (said[0] ?? 'done').replace(/^[\w.]+\/(?=\S+ \w+$)/, '');
}

function controllersLine({ facts, index }: Story, frame: Frame): string {
  const made = facts.created.filter(
    ({ object, resource, key, at }) =>
      at <= frame.at &&
      object.metadata.ownerReferences &&
      resource !== 'endpointslices' &&
      (frame.object(key) || wasDeleted(index, key, frame.at)),
  );
  if (made.length > 0) return `made ${plural(made.length, 'object')}`;
  return facts.controllersSawAt <= frame.at ? 'saw it, left it alone' : 'watching';
}

const wasDeleted = (index: TraceIndex, key: string, by: number): boolean =>
  (index.histories.get(key) ?? []).some(({ operation, at }) => operation === 'delete' && at <= by);

function schedulerLine({ facts, index }: Story, frame: Frame): string {
  const stored = new Map(frame.pods().map((pod) => [pod.metadata.uid, pod]));
  // A Pod that is gone was placed; one that stands in etcd is placed once its record says so.
  const placed = facts.pods.filter(
    ({ uid, boundAt = Number.POSITIVE_INFINITY }) =>
      boundAt <= frame.at && (stored.get(uid)?.spec.nodeName !== undefined || !stored.has(uid)),
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
