import { type FieldError, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, textOf } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';
import { isEmptySelector, validateLabelSelector } from './label-selector.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePodTemplate } from './pod-spec.ts';
import { notNegative } from './problems.ts';
import { amountOf, atMostAll, positiveIntOrPercent } from './shared-rules.ts';
import { alwaysRestarted, selectorMismatch } from './workload-template.ts';

/** Source: v1.35 pkg/apis/apps/validation/validation.go ValidateDaemonSet */
export function validateDaemonSet(set: Manifest): readonly FieldError[] {
  const spec = fieldsOf(set.spec);
  return [
    ...validateObjectMeta(fieldsOf(set.metadata), true, subdomainName),
    ...selector(spec),
    ...validatePodTemplate(spec.template, 'spec.template'),
    ...alwaysRestarted(spec.template, 'DaemonSet', 'spec.template'),
    ...notNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...strategy(fieldsOf(spec.updateStrategy)),
    ...notNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
  ];
}

/** Without a selector nothing is selected, and nothing more is said of it. */
function selector(spec: Fields): readonly FieldError[] {
  const field = 'spec.selector';
  const wrong = [...validateLabelSelector(spec.selector, field)];
  const empty = isFields(spec.selector) && isEmptySelector(spec.selector);
  return [
    ...wrong,
    ...(wrong.length > 0 ? [] : selectorMismatch(spec.selector, spec.template, 'spec.template')),
    ...(empty ? [invalidValue(field, spec.selector, 'empty selector is invalid for daemonset')] : []),
  ];
}

function strategy(given: Fields): readonly FieldError[] {
  const field = 'spec.updateStrategy';
  if (given.type === 'OnDelete') return [];
  if (given.type !== 'RollingUpdate') {
    const { maxUnavailable, maxSurge } = fieldsOf(given.rollingUpdate);
    const rolling = { MaxUnavailable: maxUnavailable ?? 0, MaxSurge: maxSurge ?? 0 };
    const printed = { Type: textOf(given.type), RollingUpdate: isFields(given.rollingUpdate) ? rolling : null };
    return [notSupported(field, printed, ['RollingUpdate', 'OnDelete'])];
  }
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
