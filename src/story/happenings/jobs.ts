import type { Job } from '../../kubernetes/api/types.ts';
import type { Write } from '../../trace/trace.ts';
import type { Story } from '../tell.ts';
import { enumerated } from '../words.ts';
import { type Happening, type Stretch, type Telling, within } from './happening.ts';

/** Jobs that a schedule makes, and Jobs that are over. */
export const tellJobs: Telling = (story, stretch) => [...made(story, stretch), ...over(story, stretch)];

function made({ facts }: Story, stretch: Stretch): Happening[] {
  const fresh = facts.created.filter(
    ({ resource, object, at }) =>
      resource === 'jobs' && within(stretch, at) && object.metadata.ownerReferences?.[0]?.kind === 'CronJob',
  );
  const [first] = fresh;
  if (!first) return [];
  const names = enumerated(fresh.map(({ object }) => object.metadata.name));
  const owner = first.object.metadata.ownerReferences?.[0]?.name ?? '';
  return [{ at: first.at, says: `The time of CronJob ${owner} has come: the CronJob controller made Job ${names}.` }];
}

const endOf = (job: Job): 'Complete' | 'Failed' | undefined => {
  const end = job.status?.conditions?.find(
    ({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True',
  );
  return end?.type === 'Complete' ? 'Complete' : end?.type === 'Failed' ? 'Failed' : undefined;
};

const jobIn = ({ object }: Write): Job => object as unknown as Job;

function over({ index }: Story, stretch: Stretch): Happening[] {
  const seen = new Set<string>();
  const ended: Happening[] = [];
  for (const write of index.trace.writes) {
    if (write.resource !== 'jobs' || write.operation === 'delete' || seen.has(write.key)) continue;
    const job = jobIn(write);
    const end = endOf(job);
    if (end === undefined) continue;
    seen.add(write.key);
    if (within(stretch, write.at)) ended.push({ at: write.at, says: saidOf(job, end) });
  }
  return ended;
}

function saidOf(job: Job, end: 'Complete' | 'Failed'): string {
  const { name } = job.metadata;
  const { succeeded = 0, failed = 0 } = job.status ?? {};
  const counted = `${succeeded} succeeded, ${failed} failed`;
  if (end === 'Complete')
    return `Job ${name} is complete. The Job controller counted its Pods (${counted}) and took its finalizer from them.`;
  const why = job.status?.conditions?.find(({ type }) => type === 'Failed')?.message ?? '';
  return `Job ${name} has failed (${counted}): “${why}”.`;
}
