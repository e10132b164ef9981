import { type FieldError, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, textOf } from '../api/fields.ts';
import { type LabelSelector, matchesLabels } from '../api/selectors.ts';
import type { Manifest } from '../api/types.ts';
import { validateLabelSelector } from './label-selector.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePodTemplate } from './pod-spec.ts';
import { notNegative } from './problems.ts';
import { isPresent, validateChoice } from './shared-rules.ts';
import { selectorMismatch } from './workload-template.ts';

/** Source: v1.35 pkg/apis/batch/validation/validation.go ValidateJob */
export function validateJob(job: Manifest): readonly FieldError[] {
  const spec = fieldsOf(job.spec);
  const metadata = fieldsOf(job.metadata);
  const { selector } = spec;
  return [
    ...validateObjectMeta(metadata, true, subdomainName),
    ...generatedSelector(spec, metadata),
    ...validateJobSpec(spec, 'spec'),
    ...(isFields(selector) ? validateLabelSelector(selector, 'spec.selector') : [required('spec.selector')]),
    ...selectorMismatch(selector, spec.template, 'spec.template'),
  ];
}

/** Who does not ask to choose must leave it to the server. Source: validateGeneratedSelector */
function generatedSelector(spec: Fields, metadata: Fields): readonly FieldError[] {
  const { selector } = spec;
  if (spec.manualSelector === true || !isFields(selector)) return [];
  const uid = textOf(metadata.uid);
  const name = textOf(metadata.name);
  const generated = {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  if (matchesLabels(selector as LabelSelector, generated)) return [];
  return [invalidValue('spec.selector', selector, '`selector` not auto-generated')];
}

/** What Jobs and the Jobs of CronJobs have in common. */
export function validateJobSpec(spec: Fields, field: string): readonly FieldError[] {
  const counts = ['parallelism', 'completions', 'activeDeadlineSeconds', 'backoffLimit', 'ttlSecondsAfterFinished'];
  const { restartPolicy } = fieldsOf(fieldsOf(spec.template).spec);
  return [
    ...counts.flatMap((name) => [...notNegative(`${field}.${name}`, spec[name])]),
    ...(isPresent(spec.completionMode)
      ? validateChoice(`${field}.completionMode`, spec.completionMode, ['NonIndexed', 'Indexed'])
      : []),
    ...(spec.completionMode === 'Indexed' && !isPresent(spec.completions)
      ? [required(`${field}.completions`, 'when completion mode is Indexed')]
      : []),
    ...validatePodTemplate(spec.template, `${field}.template`),
    ...restarted(textOf(restartPolicy), `${field}.template.spec.restartPolicy`),
  ];
}

function restarted(policy: string, field: string): readonly FieldError[] {
  if (policy === 'OnFailure' || policy === 'Never') return [];
  if (policy === '' || policy === 'Always') return [required(field, 'valid values: "OnFailure", "Never"')];
  return [notSupported(field, policy, ['OnFailure', 'Never'])];
}
