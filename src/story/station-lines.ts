import type { Frame } from '../trace/frame.ts';
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
    controllers: controllersLine(story, frame.at),
    scheduler: schedulerLine(story, frame.at),
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
  return said.length > 1 ? `${said.length} lines printed` : (said[0] ?? 'done');
}

function controllersLine({ facts }: Story, at: number): string {
  const made = facts.created.filter(
    (write) => write.at <= at && write.object.metadata.ownerReferences && write.resource !== 'endpointslices',
  );
  if (made.length > 0) return `made ${plural(made.length, 'object')}`;
  return facts.controllersSawAt <= at ? 'saw it, left it alone' : 'watching';
}

function schedulerLine({ facts, index }: Story, at: number): string {
  const placed = facts.pods.filter((pod) => pod.boundAt !== undefined && pod.boundAt <= at);
  if (placed.length > 1) return `placed ${countWord(placed.length)} Pods`;
  if (placed[0]?.node) return `chose ${placed[0].node}`;
  const refused = index.decisions.some(
    ({ refused, who, at: when }) => refused && when <= at && who.startsWith('kube-scheduler'),
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
