import type { EndpointSlice } from '../../kubernetes/api/types.ts';
import { frameAt } from '../../trace/frame.ts';
import type { Millis } from '../../trace/trace.ts';
import type { Story } from '../tell.ts';
import { listed } from '../words.ts';
import type { Telling } from './happening.ts';

/** Addresses that a Service gained or lost between the ends of a stretch. */
export const tellEndpoints: Telling = (story, { from, to }) => {
  const [before, after] = [ready(story, from), ready(story, to)];
  const gained = [...after].filter((address) => !before.has(address));
  const lost = [...before].filter((address) => !after.has(address));
  const at = story.index.trace.writes.findLast(
    (write) => write.resource === 'endpointslices' && write.at > from && write.at <= to,
  )?.at;
  if (at === undefined) return [];
  const says = [
    ...(lost.length > 0
      ? [
          `The EndpointSlice no longer lists ${listed(lost)} as ready${after.size === 0 ? ': the Service has no address left' : ''}.`,
        ]
      : []),
    ...(gained.length > 0 ? [`The EndpointSlice lists ${listed(gained)} as ready: traffic may go there.`] : []),
  ];
  return says.map((sentence) => ({ at, says: sentence }));
};

/** Ready addresses of all Services but the API server's own. */
function ready({ index }: Story, at: Millis): ReadonlySet<string> {
  const slices = frameAt(index, at).list('endpointslices') as readonly EndpointSlice[];
  return new Set(
    slices
      .filter(({ metadata }) => metadata.name !== 'kubernetes')
      .flatMap(({ endpoints }) => endpoints ?? [])
      .filter(({ conditions }) => conditions?.ready !== false)
      .flatMap(({ addresses }) => [...addresses]),
  );
}
