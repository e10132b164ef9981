import { duration, ordinal } from '../words.ts';
import { type Telling, within } from './happening.ts';

/** Pulls that are tried again after one that failed. */
export const tellImages: Telling = ({ index }, stretch) => {
  const tries = new Map<string, { readonly count: number; readonly last: number; readonly failed: boolean }>();
  return index.messages.flatMap(({ id, sentAt, body }) => {
    if (body.type !== 'cri-call' || body.call !== 'PullImage') return [];
    const who = `${body.pod}/${body.container ?? ''}`;
    const before = tries.get(who);
    const answer = index.answerOf.get(id);
    const failed = answer?.body.type === 'cri-answer' && answer.body.error !== undefined;
    tries.set(who, { count: before?.failed ? before.count + 1 : 1, last: sentAt, failed });
    const at = answer?.receivedAt ?? sentAt;
    // After a pull that worked the next one is no try again: a restart with the policy Always pulls anew.
    if (!before?.failed || !within(stretch, sentAt) || at > stretch.to) return [];
    const outcome = failed ? 'it failed again' : 'this time it worked';
    const says = `The kubelet tried to pull the image for the ${ordinal(before.count + 1)} time, ${duration(sentAt - before.last)} after the try before; ${outcome}.`;
    // The try is told where it begins: the status that is written meanwhile is still the one before.
    return [{ at: sentAt, says }];
  });
};
