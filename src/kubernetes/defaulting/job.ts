import { type Fields, fieldsOf } from '../api/fields.ts';
import { each, fill, fillZero, within } from './fill.ts';
import { defaultPodTemplate } from './pod-spec.ts';

/** Source: v1.35 pkg/apis/batch/v1/defaults.go SetDefaults_Job */
export function defaultJob(job: Fields): Fields {
  const done = within(fill(job, { spec: {} }), 'spec', (value) => {
    const given = fieldsOf(value);
    const counted =
      given.completions === undefined && given.parallelism === undefined
        ? { completions: 1, parallelism: 1 }
        : { parallelism: 1 };
    const spec = fill(given, {
      ...counted,
      backoffLimit: given.backoffLimitPerIndex === undefined ? 6 : 2147483647,
      completionMode: 'NonIndexed',
      suspend: false,
      manualSelector: false,
      // A policy about failed pods decides once a pod has failed for good, not while it is on its way out.
      podReplacementPolicy: given.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
    });
    return { ...withConditions(spec), template: defaultPodTemplate(spec.template) };
  });
  const labels = fieldsOf(fieldsOf(fieldsOf(fieldsOf(done.spec).template).metadata).labels);
  // A Job without labels takes those of its template.
  return Object.keys(labels).length === 0 ? done : { ...done, metadata: fill(fieldsOf(done.metadata), { labels }) };
}

/** A condition that is named is one that holds. Source: SetDefaults_PodFailurePolicyOnPodConditionsPattern */
const withConditions = (spec: Fields): Fields =>
  within(spec, 'podFailurePolicy', (policy) =>
    each(fieldsOf(policy), 'rules', (rule) =>
      each(rule, 'onPodConditions', (condition) => fillZero(condition, { status: 'True' })),
    ),
  );

/** The Job inside is defaulted when it is made. Source: v1.35 pkg/apis/batch/v1/defaults.go SetDefaults_CronJob */
export function defaultCronJob(job: Fields): Fields {
  return within(fill(job, { spec: {} }), 'spec', (value) => {
    const spec = fill(fillZero(fieldsOf(value), { concurrencyPolicy: 'Allow' }), {
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      jobTemplate: {},
    });
    return within(spec, 'jobTemplate', (template) =>
      within(fill(fieldsOf(template), { metadata: {}, spec: {} }), 'spec', (inner) => ({
        ...withConditions(fieldsOf(inner)),
        template: defaultPodTemplate(fieldsOf(inner).template),
      })),
    );
  });
}
