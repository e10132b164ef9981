import { type FieldError, invalidValue, required } from '../api/field-error.ts';
import { type Fields, isFields } from '../api/fields.ts';
import { isEmptySelector, validateLabelSelector } from './label-selector.ts';
import { selectorMismatch } from './workload-template.ts';

/** How a kind speaks of its selector. */
export interface SelectorWords {
  /** Of a selector that selects everything. */
  readonly empty: string;
  /** Of a selector that cannot be read. */
  readonly unreadable: string;
}

/**
 * The selector of a workload: there, not empty, and one that its own template answers to. Behind a selector that cannot
 * be read the template is not looked at.
 * Source: v1.35 pkg/apis/apps/validation/validation.go
 * @param template what is wrong with the template beside its labels
 */
export function validateWorkloadSelector(
  spec: Fields,
  { empty, unreadable }: SelectorWords,
  template: () => readonly FieldError[],
): readonly FieldError[] {
  const { selector } = spec;
  const field = 'spec.selector';
  const wrong = isFields(selector) ? [...validateLabelSelector(selector, field)] : [];
  return [
    ...(isFields(selector) ? wrong : [required(field)]),
    ...(isFields(selector) && isEmptySelector(selector) ? [invalidValue(field, selector, empty)] : []),
    ...(wrong.length > 0
      ? [invalidValue(field, selector, unreadable)]
      : [...selectorMismatch(selector, spec.template, 'spec.template'), ...template()]),
  ];
}
