import type { HttpRequest } from '../../trace/trace.ts';
import { countWord, enumerated } from '../words.ts';
import type { Narrator } from './narration.ts';

export const narrateAsk: Narrator = (story, stop) => {
  const asked = stop.messages.map(({ message: { body } }) => body).filter((body) => body.type === 'http-request');
  const [first] = asked;
  if (!first) return 'kubectl asked kube-apiserver, over HTTP and as JSON.';
  if (asked.some(({ verb }) => verb !== 'create'))
    return `kubectl sent ${enumerated(asked.map(line))} to kube-apiserver. It spoke to nobody else.`;
  const file = enumerated(filesTyped(story.index.trace.commands.filter(({ at }) => at <= stop.at)));
  if (asked.length === 1)
    return `kubectl turned ${file} into JSON and sent one request to kube-apiserver: ${line(first)}. It spoke to nobody else.`;
  const what = enumerated(asked.map(({ method, resource }) => `${method} ${resource ?? ''}`));
  return `kubectl turned ${file} into JSON and sent ${countWord(asked.length)} requests to kube-apiserver, one for each object: ${what}. It spoke to nobody else.`;
};

const line = ({ method, path }: HttpRequest): string => `${method} ${path.split('?')[0]}`;

/** The files of the commands: `web.yaml`. */
function filesTyped(commands: readonly { readonly command: string }[]): readonly string[] {
  const files = commands.flatMap(({ command }) =>
    [...command.matchAll(/(?:-f|--filename)[ =](\S+)/g)].map(([, file]) => file),
  );
  const named = [...new Set(files.filter((file) => file !== undefined))];
  return named.length > 0 ? named : ['the command'];
}
