import { type FieldError, invalidValue, required } from '../api/field-error.ts';
import { fieldsOf, textOf } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';
import { validateJobSpec } from './job.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { notNegative } from './problems.ts';
import { validateChoice } from './shared-rules.ts';

/** Names of the Jobs end with a dash and ten digits. */
const longest = 52;

/** Source: v1.35 pkg/apis/batch/validation/validation.go ValidateCronJobCreate */
export function validateCronJob(job: Manifest): readonly FieldError[] {
  const spec = fieldsOf(job.spec);
  const metadata = fieldsOf(job.metadata);
  const name = textOf(metadata.name);
  return [
    ...validateObjectMeta(metadata, true, subdomainName),
    ...schedule(textOf(spec.schedule), 'spec.schedule'),
    ...notNegative('spec.startingDeadlineSeconds', spec.startingDeadlineSeconds),
    ...validateChoice('spec.concurrencyPolicy', spec.concurrencyPolicy, ['Allow', 'Forbid', 'Replace']),
    ...validateJobSpec(fieldsOf(fieldsOf(spec.jobTemplate).spec), 'spec.jobTemplate.spec'),
    ...notNegative('spec.successfulJobsHistoryLimit', spec.successfulJobsHistoryLimit),
    ...notNegative('spec.failedJobsHistoryLimit', spec.failedJobsHistoryLimit),
    ...(name.length > longest
      ? [invalidValue('metadata.name', name, `must be no more than ${longest} characters`)]
      : []),
  ];
}

/** Only how many fields there are is looked at. Source: robfig/cron/v3 parser.go */
function schedule(text: string, field: string): readonly FieldError[] {
  if (text === '') return [required(field)];
  if (text.startsWith('@')) return [];
  const parts = text.split(/\s+/).filter((part) => part !== '');
  const why = `expected exactly 5 fields, found ${parts.length}: [${parts.join(' ')}]`;
  return parts.length === 5 ? [] : [invalidValue(field, text, why)];
}
