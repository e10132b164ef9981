import { type FieldError, invalidValue, notSupported, required, tooLong } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label } from '../api/names.ts';
import { type LabelSelector, matchesLabels } from '../api/selectors.ts';
import type { Manifest } from '../api/types.ts';
import { validateDomainPrefixedPath } from './domain-prefixed-path.ts';
import { validatePodFailurePolicy, validateSuccessPolicy } from './job-policies.ts';
import { validateLabelSelector } from './label-selector.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePodTemplate } from './pod-spec.ts';
import { notNegative, oneOf, type Problems } from './problems.ts';
import { isPresent } from './shared-rules.ts';
import { selectorMismatch } from './workload-template.ts';

/** Source: v1.35 pkg/apis/batch/validation/validation.go ValidateJob */
export function validateJob(job: Manifest): readonly FieldError[] {
  const spec = fieldsOf(job.spec);
  const metadata = fieldsOf(job.metadata);
  return [
    ...validateObjectMeta(metadata, true, subdomainName),
    ...generatedSelector(spec, metadata),
    ...validateJobSpec(spec, 'spec'),
    ...selectorOf(spec),
    ...hostNames(spec, textOf(metadata.name)),
  ];
}

function selectorOf({ selector, template }: Fields): readonly FieldError[] {
  const wrong = isFields(selector)
    ? [...validateLabelSelector(selector, 'spec.selector')]
    : [required('spec.selector')];
  if (isFields(selector) && wrong.length > 0) return wrong;
  return [...wrong, ...selectorMismatch(selector, template, 'spec.template')];
}

/** The index is part of the name of a Pod's host. */
function hostNames({ completionMode, completions }: Fields, name: string): readonly FieldError[] {
  const count = numberOf(completions) ?? 0;
  const last = `${name}-${count - 1}`;
  if (completionMode !== 'Indexed' || count <= 0 || isDns1123Label(last).length === 0) return [];
  return [invalidValue('metadata.name', name, `will not able to create pod with invalid DNS label: ${last}`)];
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

/** What Jobs and the Jobs of CronJobs have in common. Source: validateJobSpec */
export function* validateJobSpec(spec: Fields, field: string): Problems {
  const counts = [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
    'maxFailedIndexes',
  ];
  for (const name of counts) yield* notNegative(`${field}.${name}`, spec[name]);
  if (isPresent(spec.maxFailedIndexes) && !isPresent(spec.backoffLimitPerIndex)) {
    yield required(`${field}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified');
  }
  if (typeof spec.managedBy === 'string') {
    yield* validateDomainPrefixedPath(spec.managedBy, `${field}.managedBy`);
    if (spec.managedBy.length > 63) yield tooLong(`${field}.managedBy`, spec.managedBy, 63);
  }
  yield* validateMode(spec, field);
  if (isFields(spec.podFailurePolicy)) yield* validatePodFailurePolicy(spec, `${field}.podFailurePolicy`);
  if (isFields(spec.successPolicy)) {
    if (spec.completionMode === 'Indexed') yield* validateSuccessPolicy(spec, `${field}.successPolicy`);
    else
      yield invalidValue(
        `${field}.successPolicy`,
        printedSuccess(spec.successPolicy),
        'requires indexed completion mode',
      );
  }
  yield* validateReplacement(spec, `${field}.podReplacementPolicy`);
  yield* validatePodTemplate(spec.template, `${field}.template`);
  yield* restarted(spec, `${field}.template.spec.restartPolicy`);
}

const printedSuccess = (policy: Fields) => ({
  Rules: rowsOf(policy.rules).map(({ succeededIndexes, succeededCount }) => ({
    SucceededIndexes: succeededIndexes ?? null,
    SucceededCount: succeededCount ?? null,
  })),
});

const most = 100_000;
/** Where there are more completions than the most, of which each may fail for itself. */
const mostOfMany = 10_000;

function* validateMode(spec: Fields, field: string): Problems {
  const { completionMode } = spec;
  if (isPresent(completionMode)) yield* oneOf(`${field}.completionMode`, completionMode, ['NonIndexed', 'Indexed']);
  if (completionMode === 'Indexed') yield* validateIndexed(spec, field);
  if (isPresent(completionMode) && completionMode !== 'NonIndexed') return;
  for (const name of ['backoffLimitPerIndex', 'maxFailedIndexes']) {
    if (isPresent(spec[name])) yield invalidValue(`${field}.${name}`, spec[name], 'requires indexed completion mode');
  }
}

function* validateIndexed(spec: Fields, field: string): Problems {
  const [completions, parallelism, failed] = [spec.completions, spec.parallelism, spec.maxFailedIndexes].map(numberOf);
  if (completions === undefined) yield required(`${field}.completions`, 'when completion mode is Indexed');
  const parallel = `${field}.parallelism`;
  if (parallelism !== undefined && parallelism > most) {
    const why = `must be less than or equal to ${most} when completion mode is Indexed`;
    yield invalidValue(parallel, parallelism, why);
  }
  const indexes = `${field}.maxFailedIndexes`;
  if (completions !== undefined && failed !== undefined && failed > completions)
    yield invalidValue(indexes, failed, 'must be less than or equal to completions');
  if (failed !== undefined && failed > most)
    yield invalidValue(indexes, failed, `must be less than or equal to ${most}`);
  if (completions === undefined || completions <= most || !isPresent(spec.backoffLimitPerIndex)) return;
  const why = `must be less than or equal to ${mostOfMany} when completions are above ${most} and used with backoff limit per index`;
  if (failed === undefined) yield required(indexes, `must be specified when completions is above ${most}`);
  if (parallelism !== undefined && parallelism > mostOfMany) yield invalidValue(parallel, parallelism, why);
  if (failed !== undefined && failed > mostOfMany) yield invalidValue(indexes, failed, why);
}

function* validateReplacement(spec: Fields, field: string): Problems {
  const { podReplacementPolicy: policy } = spec;
  if (!isPresent(policy)) return;
  const supported = isFields(spec.podFailurePolicy) ? ['Failed'] : ['Failed', 'TerminatingOrFailed'];
  if (!supported.includes(textOf(policy))) yield notSupported(field, policy, supported);
}

function* restarted(spec: Fields, field: string): Problems {
  const policy = textOf(fieldsOf(fieldsOf(spec.template).spec).restartPolicy);
  if (policy === '' || policy === 'Always') yield required(field, 'valid values: "OnFailure", "Never"');
  else if (policy !== 'OnFailure' && policy !== 'Never') yield notSupported(field, policy, ['OnFailure', 'Never']);
  else if (isFields(spec.podFailurePolicy) && policy !== 'Never') {
    yield invalidValue(field, policy, 'only "Never" is supported when podFailurePolicy is specified');
  }
}
