import { forbiddenField, invalidValue, notSupported } from '../api/field-error.ts';
import { type Fields, fieldsOf, own, rowsOf } from '../api/fields.ts';
import { addQuantities, canonicalQuantity, compareQuantities } from '../api/quantity.ts';
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
  const resources = fieldsOf(spec.resources);
  if (Array.isArray(resources.claims)) {
    yield forbiddenField(`${path}.claims`, 'claims cannot be set for Resources at pod-level');
  }
  yield* validateResources(resources, path, new Set(), validateName);
  const [requests, limits] = [fieldsOf(resources.requests), fieldsOf(resources.limits)];
  for (const [name, sum] of Object.entries(requestedTogether(spec))) {
    const request = canonicalQuantity(String(own(requests, name) ?? '0'));
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

/** The containers' sum, or the largest init container with the sidecars before it. Source: component-helpers/resource AggregateContainerRequests */
export function requestedTogether(spec: Fields): Readonly<Record<string, string>> {
  const requestsOf = (container: Fields) => Object.entries(fieldsOf(fieldsOf(container.resources).requests));
  const total: Record<string, string> = {};
  const add = (to: Record<string, string>, name: string, amount: unknown) => {
    to[name] = addQuantities(own(to, name) ?? '0', String(amount));
  };
  for (const container of rowsOf(spec.containers))
    for (const [name, amount] of requestsOf(container)) add(total, name, amount);
  const sidecars: Record<string, string> = {};
  const peak: Record<string, string> = {};
  for (const container of rowsOf(spec.initContainers)) {
    const stays = container.restartPolicy === 'Always';
    for (const [name, amount] of requestsOf(container)) {
      if (stays) {
        add(sidecars, name, amount);
        add(total, name, amount);
      }
      const now = stays ? (own(sidecars, name) ?? '0') : addQuantities(own(sidecars, name) ?? '0', String(amount));
      if (compareQuantities(now, own(peak, name) ?? '0') > 0) peak[name] = now;
    }
  }
  for (const [name, amount] of Object.entries(peak)) {
    if (compareQuantities(amount, own(total, name) ?? '0') > 0) total[name] = amount;
  }
  return total;
}
