import { at, fieldsOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { formatSelector, type LabelSelector } from '../../api/selectors.ts';
import { boolWords } from './bool-words.ts';
import type { Describer } from './describer.ts';
import { Description } from './description.ts';
import { writeEvents } from './events.ts';
import { writeHead } from './labels.ts';
import { writePodTemplate } from './pod-template.ts';
import { rfc1123 } from './times.ts';

const unset = '<unset>';

/** The time zone is not shown. Source: v1.35 kubectl pkg/describe/describe.go describeCronJob */
export const describeCronJob: Describer = function* (cronJob, context) {
  const out = new Description();
  const spec = fieldsOf(cronJob.spec);
  const { lastScheduleTime, active } = fieldsOf(cronJob.status);
  writeHead(out, cronJob);
  out.line(0, 'Schedule:', textOf(spec.schedule));
  out.line(0, 'Concurrency Policy:', textOf(spec.concurrencyPolicy));
  out.line(0, 'Suspend:', boolWords(spec.suspend));
  out.line(0, 'Successful Job History Limit:', String(spec.successfulJobsHistoryLimit ?? unset));
  out.line(0, 'Failed Job History Limit:', String(spec.failedJobsHistoryLimit ?? unset));
  const deadline = numberOf(spec.startingDeadlineSeconds);
  out.line(0, 'Starting Deadline Seconds:', deadline === undefined ? unset : `${deadline}s`);
  writeJobTemplate(out, at(spec.jobTemplate, 'spec'));
  out.line(0, 'Last Schedule Time:', lastScheduleTime === undefined ? unset : rfc1123(lastScheduleTime));
  const jobs = rowsOf(active).map(({ name }) => textOf(name));
  out.line(0, 'Active Jobs:', jobs.length === 0 ? '<none>' : jobs.join(', '));
  yield* writeEvents(out, cronJob, context);
  return out.toString();
};

/** Source: describe.go describeJobTemplate */
function writeJobTemplate(out: Description, template: unknown): void {
  const { selector, parallelism, completions, activeDeadlineSeconds, template: pods } = fieldsOf(template);
  out.line(0, 'Selector:', selector === undefined ? unset : formatSelector(selector as LabelSelector));
  out.line(0, 'Parallelism:', String(parallelism ?? unset));
  out.line(0, 'Completions:', String(completions ?? unset));
  const deadline = numberOf(activeDeadlineSeconds);
  if (deadline !== undefined) out.line(0, 'Active Deadline Seconds:', `${deadline}s`);
  writePodTemplate(out, pods);
}
