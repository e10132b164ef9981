import { rfc3339 } from '../../api/times.ts';
import type { ApiObject, CronJob } from '../../api/types.ts';
import { ownerReference } from '../owner-reference.ts';
import { type Clock, inZone } from './time-zone.ts';

/** The time of a Job is in its name, so that none is made twice. Source: v1.35 pkg/controller/cronjob/cronjob_controllerv2.go getJobName */
export const jobName = (cronJob: CronJob, scheduled: number): string =>
  `${cronJob.metadata.name}-${Math.floor(Date.parse(rfc3339(scheduled)) / 60_000)}`;

/** Source: v1.35 pkg/controller/cronjob/utils.go getJobFromTemplate2 */
export function jobFromTemplate(cronJob: CronJob, scheduled: number, clock: Clock): object {
  const template = cronJob.spec?.jobTemplate;
  const labels = template?.metadata?.labels;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: jobName(cronJob, scheduled),
      namespace: cronJob.metadata.namespace,
      ...(labels === undefined ? {} : { labels }),
      annotations: {
        ...template?.metadata?.annotations,
        'batch.kubernetes.io/cronjob-scheduled-timestamp': inZone(scheduled, clock),
      },
      ownerReferences: [ownerReference(cronJob as ApiObject)],
    },
    spec: template?.spec ?? {},
  };
}
