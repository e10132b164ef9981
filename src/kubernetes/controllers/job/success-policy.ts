import type { Job } from '../../api/types.ts';
import { parseIndexes } from './indexes.ts';
import { completionsOf } from './job-pods.ts';

/** Which rule makes the Job a success before all indexes are. Source: v1.35 pkg/controller/job/success_policy.go matchSuccessPolicy */
export function matchedSuccessPolicy(job: Job, succeeded: ReadonlySet<number>): string | undefined {
  if (succeeded.size === 0) return undefined;
  const rules = job.spec?.successPolicy?.rules ?? [];
  const met = rules.findIndex(({ succeededIndexes, succeededCount }) => {
    if (succeededIndexes === undefined) return succeededCount !== undefined && succeeded.size >= succeededCount;
    const required = parseIndexes(succeededIndexes, completionsOf(job));
    const done = [...required].filter((index) => succeeded.has(index)).length;
    return done >= (succeededCount ?? required.size);
  });
  return met < 0 ? undefined : `Matched rules at index ${met}`;
}
