import { laneOf } from '../../trace/address.ts';
import { requestBehind } from '../requests.ts';
import type { Stop } from '../stops.ts';
import type { Story } from '../tell.ts';
import { enumerated } from '../words.ts';
import type { Narrator } from './narration.ts';

export const narrateStore: Narrator = (story, stop) => {
  const commands = story.index.trace.commands.filter(({ at }) => at <= stop.at);
  const refused = stop.messages.find(({ failed, message }) => failed && message.body.type === 'http-answer');
  if (refused?.message.body.type === 'http-answer') {
    const { code, message } = refused.message.body;
    const decision = story.index.decisions.find(({ refused: no, at }) => no && at <= stop.at);
    const words = message ?? commands[0]?.stderr.trim() ?? '';
    return `${decision?.says ?? 'kube-apiserver refused.'} It answered ${code}: “${words}” Nothing was written to etcd.`;
  }
  const writes = writtenFor(story, stop);
  const kinds = enumerated([...new Set(writes.map(({ object }) => `the ${object.kind}`))]) || 'the object';
  const revisions = enumerated(writes.map(({ revision }) => String(revision)));
  const as =
    writes.length === 0 ? '' : writes.length === 1 ? ` as revision ${revisions}` : ` as revisions ${revisions}`;
  const makes = writes.length > 1 ? 'make' : 'makes';
  const lines = commands.flatMap(({ stdout }) => stdout.trim().split('\n').filter(Boolean));
  const printed = lines.length === 0 ? '' : `; kubectl prints ${enumerated(lines.map((line) => `“${line}”`))}`;
  return `kube-apiserver asked who you are, whether you may, and whether ${kinds} ${makes} sense. Then it wrote ${kinds} to etcd${as}, and only then answered${printed}.`;
};

/** What was written for a person's requests by the end of this step. */
const writtenFor = ({ index, facts }: Story, { at }: Stop) =>
  facts.created.filter((write) => {
    const request = write.at <= at ? requestBehind(index, write.cause) : undefined;
    return request !== undefined && laneOf(request.from) === 'kubectl';
  });
