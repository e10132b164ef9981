import { type Fields, fieldsOf, own, rowsOf } from './fields.ts';
import { addQuantities, canonicalQuantity, compareQuantities } from './quantity.ts';

/**
 * The containers' sum, or the largest init container with the sidecars before it; sidecars stay, and count with all that
 * come after them. Source: v1.35 component-helpers/resource/helpers.go AggregateContainerRequests, AggregateContainerLimits
 */
export function requestedTogether(
  spec: Fields,
  list: 'requests' | 'limits' = 'requests',
): Readonly<Record<string, string>> {
  const amountsOf = (container: Fields) => Object.entries(fieldsOf(fieldsOf(container.resources)[list]));
  const total: Record<string, string> = {};
  for (const container of rowsOf(spec.containers))
    for (const [name, amount] of amountsOf(container))
      total[name] = addQuantities(own(total, name) ?? '0', String(amount));
  const sidecars: Record<string, string> = {};
  const peak: Record<string, string> = {};
  for (const container of rowsOf(spec.initContainers)) {
    for (const [name, amount] of amountsOf(container)) {
      const together = addQuantities(own(sidecars, name) ?? '0', String(amount));
      if (container.restartPolicy === 'Always') sidecars[name] = together;
      if (compareQuantities(together, own(peak, name) ?? '0') > 0) peak[name] = together;
    }
  }
  for (const [name, amount] of Object.entries(sidecars)) total[name] = addQuantities(own(total, name) ?? '0', amount);
  for (const [name, amount] of Object.entries(peak)) {
    if (compareQuantities(amount, own(total, name) ?? '0') > 0) total[name] = canonicalQuantity(amount);
  }
  return total;
}
