import { laneOf } from '../../trace/address.ts';
import { requestBehind } from '../requests.ts';
import type { Stop } from '../stops.ts';
import type { Story } from '../tell.ts';
import { countedKinds, enumerated, listed } from '../words.ts';
import type { Narrator } from './narration.ts';

export const narrateStore: Narrator = (story, stop) => {
  const commands = story.index.trace.commands.filter(({ at }) => at <= stop.at);
  const refused = stop.messages.find(({ failed, message }) => failed && message.body.type === 'http-answer');
  if (refused?.message.body.type === 'http-answer') {
    const { code, message } = refused.message.body;
    const decision = story.index.decisions.find(({ refused: no, at }) => no && at <= stop.at);
    const words = message ?? commands[0]?.stderr.trim() ?? '';
    return `${decision?.says ?? 'kube-apiserver refused.'} kube-apiserver answered ${code}: “${words}” Nothing was written to etcd.`;
  }
  const writes = writtenFor(story, stop);
  const kinds = countedKinds(writes.map(({ object }) => object.kind)) || 'the object';
  const as = revisionsOf(writes.map(({ revision }) => revision));
  const makes = writes.length > 1 ? 'make' : 'makes';
  const lines = commands.flatMap(({ stdout }) => stdout.trim().split('\n').filter(Boolean));
  const quoted = lines.map((line) => `“${line}”`);
  const printed = lines.length === 0 ? '' : `; kubectl prints ${listed(quoted, 2)}`;
  return `kube-apiserver asked who you are, whether you may, and whether ${kinds} ${makes} sense. Then it wrote ${kinds} to etcd${as}, and only then answered${printed}.`;
};

/** Up to three revisions are named, of more the first and the last. */
function revisionsOf(revisions: readonly number[]): string {
  if (revisions.length === 0) return '';
  if (revisions.length === 1) return ` as revision ${revisions[0]}`;
  return revisions.length <= 3
    ? ` as revisions ${enumerated(revisions.map(String))}`
    : ` as revisions ${revisions[0]} to ${revisions.at(-1)}`;
}

/** What was written for a person's requests by the end of this step. */
const writtenFor = ({ index, facts }: Story, { at }: Stop) =>
  facts.created.filter((write) => {
    const request = write.at <= at ? requestBehind(index, write.cause) : undefined;
    return request !== undefined && laneOf(request.from) === 'kubectl';
  });
