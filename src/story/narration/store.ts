import type { Narrator } from './narration.ts';

export const narrateStore: Narrator = (story, stop) => {
  const command = story.index.trace.commands.find(({ at }) => at <= stop.at);
  const refused = stop.messages.find(({ failed, message }) => failed && message.body.type === 'http-answer');
  if (refused?.message.body.type === 'http-answer') {
    const { code, message } = refused.message.body;
    const decision = story.index.decisions.find(({ refused: no, at }) => no && at <= stop.at);
    const words = message ?? command?.stderr.trim() ?? '';
    return `${decision?.says ?? 'kube-apiserver refused.'} It answered ${code}: “${words}” Nothing was written to etcd.`;
  }
  const write = story.facts.created[0];
  const kind = write?.object.kind ?? 'object';
  const revision = write ? ` as revision ${write.revision}` : '';
  const said = command?.stdout.trim().split('\n').at(-1);
  const answer = said ? ` and only then answered; kubectl prints “${said}”` : ' and only then answered';
  return `kube-apiserver asked who you are, whether you may, and whether the ${kind} makes sense. Then it wrote the ${kind} to etcd${revision},${answer}.`;
};
