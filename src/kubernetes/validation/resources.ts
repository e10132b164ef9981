import { type FieldError, forbiddenField, invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, own } from '../api/fields.ts';
import { isQualifiedName } from '../api/names.ts';
import { compareQuantities, isWhole } from '../api/quantity.ts';

const standard = new Set(['cpu', 'memory', 'ephemeral-storage']);
const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
const isExtended = (name: string): boolean =>
  name.includes('/') && !/(^|\.)kubernetes\.io\//.test(name) && !name.startsWith('requests.');
const overcommitable = (name: string): boolean => !isExtended(name) && !isHugePages(name);

function validateName(name: string, field: string): readonly FieldError[] {
  const errors = isQualifiedName(name).map((why) => invalidValue(field, name, why));
  if (errors.length > 0) return errors;
  if (name.includes('/') || standard.has(name) || isHugePages(name)) return [];
  return [
    invalidValue(field, name, 'must be a standard resource type or fully qualified'),
    invalidValue(field, name, 'must be a standard resource for containers'),
  ];
}

function validateAmount(name: string, amount: string, field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  if (compareQuantities(amount, '0') < 0)
    errors.push(invalidValue(field, amount, 'must be greater than or equal to 0'));
  if ((isExtended(name) || isHugePages(name)) && !isWhole(amount))
    errors.push(invalidValue(field, amount, 'must be an integer'));
  return errors;
}

/**
 * Requests and limits of one container.
 * Source: v1.35 pkg/apis/core/validation/validation.go ValidateContainerResourceRequirements
 */
export function validateResources(resources: Fields, field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const limits = fieldsOf(resources.limits);
  const requests = fieldsOf(resources.requests);
  for (const [name, amount] of Object.entries(limits)) {
    const at = `${field}.limits[${name}]`;
    errors.push(...validateName(name, at), ...validateAmount(name, String(amount), at));
  }
  for (const [name, amount] of Object.entries(requests)) {
    const at = `${field}.requests[${name}]`;
    errors.push(...validateName(name, at), ...validateAmount(name, String(amount), at));
    const limit = own(limits, name);
    if (limit === undefined) {
      if (!overcommitable(name))
        errors.push(required(`${field}.limits`, 'Limit must be set for non overcommitable resources'));
    } else if (!overcommitable(name) && compareQuantities(String(amount), String(limit)) !== 0) {
      errors.push(
        invalidValue(`${field}.requests`, String(amount), `must be equal to ${name} limit of ${String(limit)}`),
      );
    } else if (overcommitable(name) && compareQuantities(String(amount), String(limit)) > 0) {
      errors.push(
        invalidValue(
          `${field}.requests`,
          String(amount),
          `must be less than or equal to ${name} limit of ${String(limit)}`,
        ),
      );
    }
  }
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) {
    errors.push(forbiddenField(field, 'HugePages require cpu or memory'));
  }
  return errors;
}
