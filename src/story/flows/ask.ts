import { laneOf } from '../../trace/address.ts';
import { shortLabel } from '../describe-message.ts';
import type { Flow } from './flow.ts';

const writing = new Set(['create', 'update', 'patch', 'delete']);

/** A person's command becomes requests. */
export const askFlow: Flow = (message, { index }) => {
  const { body } = message;
  if (laneOf(message.from) !== 'kubectl' || body.type !== 'http-request') return undefined;
  const label = `${body.method} ${[body.resource, body.subresource].filter(Boolean).join('/')}`;
  if (!writing.has(body.verb)) return { step: 1, level: 'detail', label: shortLabel(index, message) };
  return { step: 1, level: 'story', label: body.verb === 'create' ? label : shortLabel(index, message) };
};
