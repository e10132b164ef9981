import { duration, ordinal } from '../words.ts';
import { type Telling, within } from './happening.ts';

/** Pulls after the first one of a Pod. */
export const tellImages: Telling = ({ index }, stretch) => {
  const counts = new Map<string, { count: number; last: number }>();
  return index.messages.flatMap(({ id, sentAt, body }) => {
    if (body.type !== 'cri-call' || body.call !== 'PullImage') return [];
    const who = `${body.pod}/${body.container ?? ''}`;
    const before = counts.get(who);
    counts.set(who, { count: (before?.count ?? 0) + 1, last: sentAt });
    const answer = index.answerOf.get(id);
    const at = answer?.receivedAt ?? sentAt;
    if (!before || !within(stretch, at)) return [];
    const outcome =
      answer?.body.type === 'cri-answer' && answer.body.error !== undefined ? 'it failed again' : 'this time it worked';
    const says = `The kubelet tried to pull the image for the ${ordinal(before.count + 1)} time, ${duration(sentAt - before.last)} after the try before; ${outcome}.`;
    return [{ at, says }];
  });
};
