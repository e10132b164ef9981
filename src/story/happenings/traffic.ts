import { capital, countTimes, countWord, enumerated, shortName } from '../words.ts';
import { type Telling, within } from './happening.ts';

/** Connections of a client to a Service, by the Pod that the kernel picked. */
export const tellTraffic: Telling = ({ facts }, stretch) => {
  const mine = facts.traffic.filter(({ sentAt }) => within(stretch, sentAt));
  const [first] = mine;
  if (!first) return [];
  const counts = new Map<string, number>();
  let refused = 0;
  for (const { body } of mine) {
    if (body.type !== 'traffic') continue;
    if (body.outcome === 'refused' || body.pod === undefined) refused += 1;
    else {
      const pod = shortName(body.pod.slice(body.pod.indexOf('/') + 1));
      counts.set(pod, (counts.get(pod) ?? 0) + 1);
    }
  }
  const answered = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const called = `A client called the Service ${countTimes(answered + refused)}`;
  const shares = [...counts].map(([pod, count]) => (counts.size === 1 ? pod : `${pod} (${count})`));
  const sent =
    answered === 0
      ? ''
      : ` By kube-proxy’s rules the kernel sent ${answered === 1 ? 'it' : 'them'} to ${enumerated(shares)}.`;
  const lost =
    refused === 0
      ? ''
      : ` ${capital(countWord(refused))} ${refused === 1 ? 'connection was' : 'connections were'} refused: no address was ready.`;
  return [{ at: first.sentAt, says: `${called}.${sent}${lost}` }];
};
