import { laneOf } from '../../trace/address.ts';
import type { HttpRequest } from '../../trace/trace.ts';
import type { Stop } from '../stops.ts';
import type { Story } from '../tell.ts';
import { countWord, listed } from '../words.ts';
import type { Narrator } from './narration.ts';

export const narrateAsk: Narrator = (story, stop) => {
  const asked = stop.messages.map(({ message: { body } }) => body).filter((body) => body.type === 'http-request');
  const [first] = asked;
  const file = listed(filesTyped(story.index.trace.commands.filter(({ at }) => at <= stop.at)));
  if (!first) return unasked(story, stop) ?? 'kubectl asked kube-apiserver, over HTTP and as JSON.';
  if (asked.some(({ verb }) => verb !== 'create'))
    return `kubectl sent ${listed(asked.map(line))} to kube-apiserver. It spoke to nobody else.`;
  const end = `${readsBefore(story, stop)} It spoke to nobody else.`;
  if (asked.length === 1)
    return `kubectl turned ${file} into JSON and sent one request to kube-apiserver: ${line(first)}.${end}`;
  const alike = new Map<string, number>();
  for (const { method, resource = '' } of asked)
    alike.set(`${method} ${resource}`, (alike.get(`${method} ${resource}`) ?? 0) + 1);
  const what = [...alike].map(([each, count]) => (count === 1 ? each : `${each} (${count})`));
  return `kubectl turned ${file} into JSON and sent ${countWord(asked.length)} requests to kube-apiserver, one for each object: ${listed(what)}.${end}`;
};

/** kubectl gave up before it asked for anything: its own words say why. */
function unasked({ index, outcome }: Story, { at }: Stop): string | undefined {
  if (outcome.stoppedAt !== 1) return undefined;
  const command = index.trace.commands.find(({ code, returnedAt }) => code !== 0 && returnedAt <= at);
  return (
    command &&
    `kubectl could not make a request for kube-apiserver out of this. It says: “${command.stderr.trim().replace(/\s*\n\s*/g, ' ')}” Nothing was created.`
  );
}

const line = ({ method, path }: HttpRequest): string => `${method} ${path.split('?')[0]}`;

/** What kubectl only read before: the schema, with `apply` the object as it is. */
function readsBefore({ index }: Story, { at }: Stop): string {
  const paths = index.messages
    .filter(({ from, sentAt }) => laneOf(from) === 'kubectl' && sentAt > 0 && sentAt <= at)
    .flatMap(({ body }) => (body.type === 'http-request' && body.verb === 'get' ? [line(body)] : []));
  return paths.length === 0 ? '' : ` Before that it only read: ${listed([...new Set(paths)], 2)}.`;
}

/** The files of the commands: `web.yaml`. */
function filesTyped(commands: readonly { readonly command: string }[]): readonly string[] {
  const files = commands.flatMap(({ command }) =>
    [...command.matchAll(/(?:-f|--filename)[ =](\S+)/g)].map(([, file]) => file),
  );
  const named = [...new Set(files.filter((file) => file !== undefined))];
  return named.length > 0 ? named : ['the command'];
}
