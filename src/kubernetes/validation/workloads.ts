import { type FieldError, forbiddenField, invalidValue, notSupported } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, numberOf, textOf } from '../api/fields.ts';
import { isPercent } from '../api/names.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePodTemplate } from './pod-spec.ts';
import { validateWorkloadSelector } from './workload-selector.ts';
import { alwaysRestarted } from './workload-template.ts';

const notNegative = (field: string, value: unknown): readonly FieldError[] =>
  typeof value === 'number' && value < 0 ? [invalidValue(field, value, 'must be greater than or equal to 0')] : [];

/** Selector and template, and whether they agree. Source: v1.35 pkg/apis/apps/validation/validation.go */
const validateTemplate = (spec: Fields, kind: 'Deployment' | 'ReplicaSet'): readonly FieldError[] => [
  ...validateWorkloadSelector(spec, kind.toLowerCase()),
  ...validatePodTemplate(spec.template, 'spec.template'),
  ...alwaysRestarted(spec.template, kind, 'spec.template'),
];

export function validateReplicaSet(object: Fields): readonly FieldError[] {
  const spec = fieldsOf(object.spec);
  return [
    ...validateObjectMeta(object.metadata, true, subdomainName),
    ...notNegative('spec.replicas', spec.replicas),
    ...notNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...validateTemplate(spec, 'ReplicaSet'),
  ];
}

/** Source: ValidateDeploymentSpec */
export function validateDeployment(object: Fields): readonly FieldError[] {
  const spec = fieldsOf(object.spec);
  const errors: FieldError[] = [
    ...validateObjectMeta(object.metadata, true, subdomainName),
    ...notNegative('spec.replicas', spec.replicas),
    ...validateTemplate(spec, 'Deployment'),
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
    const printed = isFields(strategy.rollingUpdate)
      ? { MaxUnavailable: rolling.maxUnavailable ?? 0, MaxSurge: rolling.maxSurge ?? 0 }
      : null;
    return [notSupported('spec.strategy', { Type: type, RollingUpdate: printed }, ['Recreate', 'RollingUpdate'])];
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
