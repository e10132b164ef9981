import type { Calls } from '../../api/calls.ts';
import { at, type Fields, fieldsOf, textOf } from '../../api/fields.ts';
import { resourceNamed, resourcePath } from '../../api/resources.ts';
import { ask, namespaceOf, success } from '../context.ts';
import { type Arguments, flag } from '../flags.ts';
import { errorOf, type Report } from '../report.ts';

/**
 * `create job NAME --from=cronjob/X`: the Job that the CronJob would make, now. The answer is what is wrong, or
 * undefined where the report says it already.
 * Source: v1.35 kubectl pkg/cmd/create/create_job.go createJobFromCronJob
 */
export function* jobFromCronJob(
  report: Report,
  [name = '', ...others]: readonly string[],
  args: Arguments,
  from: string,
): Calls<Fields | string | undefined> {
  if (name === '' || others.length > 0)
    return `exactly one NAME is required, got ${name === '' ? 0 : others.length + 1}`;
  if (flag(args, 'image') !== undefined) return 'either --image or --from must be specified';
  if (args.behind !== undefined) return 'cannot specify --from and command';
  const [kind = '', source = ''] = from.split('/');
  const resource = resourceNamed(kind);
  if (resource === undefined) return `the server doesn't have a resource type "${kind}"`;
  const answer = yield* ask({ verb: 'get', path: resourcePath(resource, namespaceOf(args), source) });
  if (!success(answer)) {
    report.fail(errorOf(answer));
    return undefined;
  }
  if (resource.kind !== 'CronJob') return 'from must be an existing cronjob';
  const cronJob = fieldsOf(answer.body);
  const template = fieldsOf(at(cronJob, 'spec', 'jobTemplate'));
  const labels = at(template, 'metadata', 'labels');
  const owner = {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    name: textOf(at(cronJob, 'metadata', 'name')),
    uid: textOf(at(cronJob, 'metadata', 'uid')),
    controller: true,
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      annotations: {
        'cronjob.kubernetes.io/instantiate': 'manual',
        ...fieldsOf(at(template, 'metadata', 'annotations')),
      },
      ...(labels === undefined ? {} : { labels }),
      ownerReferences: [owner],
    },
    spec: template.spec,
    status: {},
  };
}
