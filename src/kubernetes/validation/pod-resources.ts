import { forbiddenField, invalidValue, notSupported } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, own, rowsOf } from '../api/fields.ts';
import { requestedTogether } from '../api/pod-requests.ts';
import { canonicalQuantity, compareQuantities } from '../api/quantity.ts';
import type { Problems } from './problems.ts';
import { isHugePages, validateResourceName } from './resource-names.ts';
import { validateResources } from './resources.ts';

function* validateName(name: string, path: string): Problems {
  const found = [...validateResourceName(name, path)];
  yield* found;
  if (found.length === 0 && name !== 'cpu' && name !== 'memory' && !isHugePages(name)) {
    yield notSupported(path, name, ['cpu', 'hugepages-', 'memory']);
  }
}

/**
 * What a Pod asks for as a whole is at least what its containers ask for together.
 * Source: v1.35 pkg/apis/core/validation/validation.go validatePodResources, validatePodResourceConsistency
 */
export function* validatePodResources(spec: Fields, path: string): Problems {
  if (!isFields(spec.resources)) return;
  const resources = spec.resources;
  if (fieldsOf(spec.os).name === 'windows') {
    yield forbiddenField(path, 'may not be set for a windows pod');
    return;
  }
  if (Array.isArray(resources.claims)) {
    yield forbiddenField(`${path}.claims`, 'claims may not be set for Resources at pod-level');
  }
  yield* validateResources(resources, path, new Set(), validateName);
  const [requests, limits] = [fieldsOf(resources.requests), fieldsOf(resources.limits)];
  for (const [name, sum] of Object.entries(requestedTogether(spec))) {
    const given = own(requests, name);
    // What the Pod does not ask for as a whole is what its containers ask for.
    if (given === undefined) continue;
    const request = canonicalQuantity(String(given));
    if (compareQuantities(sum, request) <= 0) continue;
    const why = `must be greater than or equal to aggregate container requests of ${sum}`;
    yield invalidValue(`${path}.requests[${name}]`, request, why);
  }
  for (const [index, container] of rowsOf(spec.containers).entries()) {
    for (const [name, given] of Object.entries(fieldsOf(fieldsOf(container.resources).limits))) {
      const most = own(limits, name);
      const limit = canonicalQuantity(String(given));
      if (most === undefined || compareQuantities(limit, String(most)) <= 0) continue;
      const why = `must be less than or equal to pod limits of ${canonicalQuantity(String(most))}`;
      yield invalidValue(`${path}.containers[${index}][${name}].limits`, limit, why);
    }
  }
}
