import { type Fields, fieldsOf, own, rowsOf } from './fields.ts';
import { addQuantities, compareQuantities } from './quantity.ts';

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
