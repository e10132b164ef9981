import type { Invariant } from './invariant.ts';

/** A message takes time or none; never less. */
export const nothingArrivesBeforeItIsSent: Invariant = {
  says: 'nothing arrives before it is sent',
  broken: (trace) =>
    trace.messages
      .filter(({ sentAt, receivedAt }) => receivedAt < sentAt)
      .map(({ id, sentAt, receivedAt }) => `message ${id} was sent at ${sentAt} and arrived at ${receivedAt}`),
};
