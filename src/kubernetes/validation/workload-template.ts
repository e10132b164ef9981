import { type FieldError, forbiddenField, invalidValue, notSupported } from '../api/field-error.ts';
import { fieldsOf, isFields, textOf } from '../api/fields.ts';
import { type LabelSelector, matchesLabels } from '../api/selectors.ts';
import { isEmptySelector } from './label-selector.ts';

/** Whether the Pods to come will be the owner's. No selector matches nothing, an empty one everything. */
export function selectorMismatch(selector: unknown, template: unknown, field: string): readonly FieldError[] {
  if (isFields(selector) && isEmptySelector(selector)) return [];
  const { labels } = fieldsOf(fieldsOf(template).metadata);
  const asked = isFields(selector) ? (selector as LabelSelector) : undefined;
  if (matchesLabels(asked, fieldsOf(labels) as Record<string, string>)) return [];
  return [invalidValue(`${field}.metadata.labels`, labels ?? null, '`selector` does not match template `labels`')];
}

/** Pods of a workload without an end are restarted for ever. */
export function alwaysRestarted(given: unknown, kind: string, field: string): readonly FieldError[] {
  const { restartPolicy, activeDeadlineSeconds } = fieldsOf(fieldsOf(given).spec);
  const deadline = `activeDeadlineSeconds in ${kind} is not Supported`;
  return [
    ...(restartPolicy === 'Always'
      ? []
      : [notSupported(`${field}.spec.restartPolicy`, textOf(restartPolicy), ['Always'])]),
    ...(typeof activeDeadlineSeconds === 'number'
      ? [forbiddenField(`${field}.spec.activeDeadlineSeconds`, deadline)]
      : []),
  ];
}
