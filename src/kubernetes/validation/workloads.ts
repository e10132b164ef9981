import { type FieldError, forbiddenField, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, numberOf, textOf } from '../api/fields.ts';
import { isPercent } from '../api/names.ts';
import { type LabelSelector, matchesLabels } from '../api/selectors.ts';
import { subdomainName, validateAnnotations, validateLabels, validateObjectMeta } from './object-meta.ts';
import { validatePodSpec } from './pod-spec.ts';

const mismatch = '`selector` does not match template `labels`';

const notNegative = (field: string, value: unknown): readonly FieldError[] =>
  typeof value === 'number' && value < 0 ? [invalidValue(field, value, 'must be greater than or equal to 0')] : [];

/** Selector and template, and whether they agree. Source: v1.35 pkg/apis/apps/validation/validation.go */
function validateTemplate(spec: Fields, kind: 'deployment' | 'replicaset'): readonly FieldError[] {
  const errors: FieldError[] = [];
  const template = fieldsOf(spec.template);
  const labels = fieldsOf(template.metadata).labels;
  const selector = isFields(spec.selector) ? (spec.selector as LabelSelector) : undefined;
  const empty =
    selector !== undefined &&
    Object.keys(fieldsOf(selector.matchLabels)).length + (selector.matchExpressions ?? []).length === 0;
  if (selector === undefined) errors.push(required('spec.selector'));
  else {
    errors.push(...validateLabels(selector.matchLabels, 'spec.selector.matchLabels'));
    if (empty) errors.push(invalidValue('spec.selector', {}, `empty selector is invalid for ${kind}`));
  }
  const matches =
    selector !== undefined && !empty && matchesLabels(selector, fieldsOf(labels) as Readonly<Record<string, string>>);
  if (!matches && !empty)
    errors.push(invalidValue('spec.template.metadata.labels', isFields(labels) ? labels : null, mismatch));
  errors.push(
    ...validateLabels(labels, 'spec.template.labels'),
    ...validateAnnotations(fieldsOf(template.metadata).annotations, 'spec.template.annotations'),
  );
  const pod = fieldsOf(template.spec);
  errors.push(...validatePodSpec(pod, 'spec.template.spec'));
  const restart = textOf(pod.restartPolicy);
  if (restart !== 'Always') errors.push(notSupported('spec.template.spec.restartPolicy', restart, ['Always']));
  if (pod.activeDeadlineSeconds !== undefined)
    errors.push(
      forbiddenField(
        'spec.template.spec.activeDeadlineSeconds',
        `activeDeadlineSeconds in ${kind === 'deployment' ? 'Deployment' : 'ReplicaSet'} is not Supported`,
      ),
    );
  if (Array.isArray(pod.ephemeralContainers))
    errors.push(
      forbiddenField('spec.template.spec.ephemeralContainers', 'ephemeral containers not allowed in pod template'),
    );
  return errors;
}

export function validateReplicaSet(object: Fields): readonly FieldError[] {
  const spec = fieldsOf(object.spec);
  return [
    ...validateObjectMeta(object.metadata, true, subdomainName),
    ...notNegative('spec.replicas', spec.replicas),
    ...notNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...validateTemplate(spec, 'replicaset'),
  ];
}

/** Source: ValidateDeploymentSpec */
export function validateDeployment(object: Fields): readonly FieldError[] {
  const spec = fieldsOf(object.spec);
  const errors: FieldError[] = [
    ...validateObjectMeta(object.metadata, true, subdomainName),
    ...notNegative('spec.replicas', spec.replicas),
    ...validateTemplate(spec, 'deployment'),
    ...validateStrategy(fieldsOf(spec.strategy)),
    ...notNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...notNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
  ];
  const deadline = numberOf(spec.progressDeadlineSeconds);
  if (deadline !== undefined) {
    errors.push(...notNegative('spec.progressDeadlineSeconds', deadline));
    if (deadline <= (numberOf(spec.minReadySeconds) ?? 0))
      errors.push(invalidValue('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds'));
  }
  return errors;
}

function validateStrategy(strategy: Fields): readonly FieldError[] {
  const type = textOf(strategy.type);
  const rolling = fieldsOf(strategy.rollingUpdate);
  if (type === 'Recreate') {
    return isFields(strategy.rollingUpdate)
      ? [forbiddenField('spec.strategy.rollingUpdate', "may not be specified when strategy `type` is 'Recreate'")]
      : [];
  }
  if (type !== 'RollingUpdate') {
    return [notSupported('spec.strategy', { Type: type, RollingUpdate: null }, ['Recreate', 'RollingUpdate'])];
  }
  const errors: FieldError[] = [];
  const path = 'spec.strategy.rollingUpdate';
  for (const name of ['maxUnavailable', 'maxSurge'])
    errors.push(...validateIntOrPercent(rolling[name], `${path}.${name}`));
  const isZero = (value: unknown): boolean => value === 0 || value === '0%';
  if (isZero(rolling.maxUnavailable) && isZero(rolling.maxSurge)) {
    errors.push(invalidValue(`${path}.maxUnavailable`, rolling.maxUnavailable, 'may not be 0 when `maxSurge` is 0'));
  }
  const percent = typeof rolling.maxUnavailable === 'string' ? Number.parseInt(rolling.maxUnavailable, 10) : 0;
  if (percent > 100)
    errors.push(invalidValue(`${path}.maxUnavailable`, rolling.maxUnavailable, 'must not be greater than 100%'));
  return errors;
}

function validateIntOrPercent(value: unknown, field: string): readonly FieldError[] {
  if (typeof value === 'number') return notNegative(field, value);
  return typeof value === 'string' ? isPercent(value).map((why) => invalidValue(field, value, why)) : [];
}
