import { type FieldError, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, textOf } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';
import { scheduleProblem } from './cron-schedule.ts';
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
    ...schedule(spec, 'spec.schedule'),
    ...notNegative('spec.startingDeadlineSeconds', spec.startingDeadlineSeconds),
    ...timeZone(spec.timeZone, 'spec.timeZone'),
    ...validateChoice('spec.concurrencyPolicy', spec.concurrencyPolicy, ['Allow', 'Forbid', 'Replace']),
    ...jobTemplate(fieldsOf(fieldsOf(spec.jobTemplate).spec), 'spec.jobTemplate.spec'),
    ...notNegative('spec.successfulJobsHistoryLimit', spec.successfulJobsHistoryLimit),
    ...notNegative('spec.failedJobsHistoryLimit', spec.failedJobsHistoryLimit),
    ...(name.length > longest
      ? [invalidValue('metadata.name', name, `must be no more than ${longest} characters`)]
      : []),
  ];
}

function schedule(spec: Fields, field: string): readonly FieldError[] {
  const text = textOf(spec.schedule);
  if (text === '') return [required(field)];
  const errors: FieldError[] = [];
  const why = scheduleProblem(text);
  if (why !== undefined) errors.push(invalidValue(field, text, why));
  if (text.includes('TZ')) {
    const both = typeof spec.timeZone === 'string';
    errors.push(
      invalidValue(
        field,
        text,
        both
          ? 'cannot use both timeZone field and TZ or CRON_TZ in schedule'
          : 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead',
      ),
    );
  }
  return errors;
}

const areas =
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)\/[A-Z]/;
const lone = new Set(
  'CET CST6CDT Cuba EET EST EST5EDT Egypt Eire GB GB-Eire GMT GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROC ROK Singapore Turkey UCT UTC Universal W-SU WET Zulu'.split(
    ' ',
  ),
);

/** The areas of the world are known, the cities in them are taken on trust. Source: validateTimeZone */
function timeZone(zone: unknown, field: string): readonly FieldError[] {
  if (typeof zone !== 'string') return [];
  if (zone === '') return [invalidValue(field, zone, 'timeZone must be nil or non-empty string')];
  if (zone.toLowerCase() === 'local') {
    const why = 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones';
    return [invalidValue(field, zone, why)];
  }
  if (/^[A-Za-z0-9_+\-/]*$/.test(zone) && (lone.has(zone) || areas.test(zone))) return [];
  return [invalidValue(field, zone, `unknown time zone ${zone}`)];
}

/** The Jobs are told apart by the server, not by the person. Source: ValidateJobTemplateSpec */
function jobTemplate(spec: Fields, field: string): readonly FieldError[] {
  const errors: FieldError[] = [...validateJobSpec(spec, field)];
  if (isFields(spec.selector)) {
    errors.push(invalidValue(`${field}.selector`, spec.selector, '`selector` will be auto-generated'));
  }
  if (spec.manualSelector === true) errors.push(notSupported(`${field}.manualSelector`, true, ['nil', 'false']));
  return errors;
}
