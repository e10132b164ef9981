import { plural } from '../words.ts';
import type { Narrator } from './narration.ts';

export const narrateAsk: Narrator = (story, stop) => {
  const asked = stop.messages.map(({ message }) => message).filter(({ body }) => body.type === 'http-request');
  const [first] = asked;
  if (first?.body.type !== 'http-request') return 'kubectl asked kube-apiserver, over HTTP and as JSON.';
  const { method, path, verb } = first.body;
  const file = /-f (\S+)/.exec(story.index.trace.commands[0]?.command ?? '')?.[1];
  if (verb !== 'create')
    return `kubectl sent ${method} ${path.split('?')[0]} to kube-apiserver. It spoke to nobody else.`;
  const many = asked.length === 1 ? 'one request' : plural(asked.length, 'request');
  return `kubectl turned ${file ?? 'the file'} into JSON and sent ${many} to kube-apiserver: ${method} ${path.split('?')[0]}. It spoke to nobody else.`;
};
