import { type FieldError, forbiddenField, invalidValue, notSupported } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, numberOf, textOf } from '../api/fields.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePodTemplate } from './pod-spec.ts';
import { notNegative } from './problems.ts';
import { amountOf, atMostAll, positiveIntOrPercent } from './shared-rules.ts';
import { validateWorkloadSelector } from './workload-selector.ts';
import { alwaysRestarted } from './workload-template.ts';

const words = { empty: 'empty selector is invalid for deployment', unreadable: 'invalid label selector' };

/** Selector and template, and whether they agree. Source: v1.35 pkg/apis/apps/validation/validation.go ValidatePodTemplateSpecForReplicaSet */
const validateTemplate = (spec: Fields): readonly FieldError[] =>
  validateWorkloadSelector(spec, words, () => [
    ...validatePodTemplate(spec.template, 'spec.template'),
    // A Deployment speaks as the ReplicaSet that it makes.
    ...alwaysRestarted(spec.template, 'ReplicaSet', 'spec.template'),
  ]);

export function validateReplicaSet(object: Fields): readonly FieldError[] {
  const spec = fieldsOf(object.spec);
  return [
    ...validateObjectMeta(object.metadata, true, subdomainName),
    ...notNegative('spec.replicas', spec.replicas),
    ...notNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...validateTemplate(spec),
  ];
}

/** Source: ValidateDeploymentSpec */
export function validateDeployment(object: Fields): readonly FieldError[] {
  const spec = fieldsOf(object.spec);
  const errors: FieldError[] = [
    ...validateObjectMeta(object.metadata, true, subdomainName),
    ...notNegative('spec.replicas', spec.replicas),
    ...validateTemplate(spec),
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
    errors.push(...positiveIntOrPercent(`${path}.${name}`, rolling[name]));
  if (amountOf(rolling.maxUnavailable) === 0 && amountOf(rolling.maxSurge) === 0) {
    errors.push(invalidValue(`${path}.maxUnavailable`, rolling.maxUnavailable, 'may not be 0 when `maxSurge` is 0'));
  }
  return [...errors, ...atMostAll(`${path}.maxUnavailable`, rolling.maxUnavailable)];
}
