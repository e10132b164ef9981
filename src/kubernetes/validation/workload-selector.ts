import { type FieldError, invalidValue, required } from '../api/field-error.ts';
import { type Fields, isFields } from '../api/fields.ts';
import { isEmptySelector, validateLabelSelector } from './label-selector.ts';
import { selectorMismatch } from './workload-template.ts';

/**
 * The selector of a workload: there, not empty, and one that its own template answers to.
 * Source: v1.35 pkg/apis/apps/validation/validation.go
 */
export function validateWorkloadSelector(spec: Fields, kind: string): readonly FieldError[] {
  const { selector, template } = spec;
  return [
    ...(isFields(selector) ? validateLabelSelector(selector, 'spec.selector') : [required('spec.selector')]),
    ...(isFields(selector) && isEmptySelector(selector)
      ? [invalidValue('spec.selector', selector, `empty selector is invalid for ${kind}`)]
      : []),
    ...selectorMismatch(selector, template, 'spec.template'),
  ];
}
