import { type FieldError, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePodTemplate } from './pod-spec.ts';
import { notNegative } from './problems.ts';
import { amountOf, atMostAll, positiveIntOrPercent } from './shared-rules.ts';
import { validateWorkloadSelector } from './workload-selector.ts';
import { alwaysRestarted } from './workload-template.ts';

/** Source: v1.35 pkg/apis/apps/validation/validation.go ValidateDaemonSet */
export function validateDaemonSet(set: Manifest): readonly FieldError[] {
  const spec = fieldsOf(set.spec);
  return [
    ...validateObjectMeta(fieldsOf(set.metadata), true, subdomainName),
    ...validateWorkloadSelector(spec, 'daemonset'),
    ...validatePodTemplate(spec.template, 'spec.template'),
    ...alwaysRestarted(spec.template, 'DaemonSet', 'spec.template'),
    ...notNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...strategy(fieldsOf(spec.updateStrategy)),
    ...notNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
  ];
}

function strategy(given: Fields): readonly FieldError[] {
  const field = 'spec.updateStrategy';
  if (given.type === 'OnDelete') return [];
  if (given.type !== 'RollingUpdate') return [notSupported(`${field}.type`, given.type, ['RollingUpdate', 'OnDelete'])];
  if (!isFields(given.rollingUpdate)) return [required(`${field}.rollingUpdate`)];
  const { maxUnavailable, maxSurge } = given.rollingUpdate;
  const path = `${field}.rollingUpdate`;
  const shared = [
    ...positiveIntOrPercent(`${path}.maxUnavailable`, maxUnavailable),
    ...positiveIntOrPercent(`${path}.maxSurge`, maxSurge),
    ...atMostAll(`${path}.maxUnavailable`, maxUnavailable),
    ...atMostAll(`${path}.maxSurge`, maxSurge),
  ];
  const down = amountOf(maxUnavailable) !== 0;
  const up = amountOf(maxSurge) !== 0;
  if (down && up) {
    return [...shared, invalidValue(`${path}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero')];
  }
  return down || up ? shared : [...shared, required(`${path}.maxUnavailable`, 'cannot be 0 when maxSurge is 0')];
}
