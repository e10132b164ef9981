import { type Fields, fieldsOf, own, rowsOf, textOf } from './fields.ts';
import { compareQuantities } from './quantity.ts';

/**
 * The spec of a Pod with what counts while it is resized: of each container the larger of what it asks for and what it
 * still has; what it has, where the node never can give more.
 * Source: v1.35 component-helpers/resource/helpers.go determineContainerReqs, determineContainerLimits
 */
export function specInForce(pod: Fields): Fields {
  const { containerStatuses, initContainerStatuses, conditions } = fieldsOf(pod.status);
  const statuses = [...rowsOf(containerStatuses), ...rowsOf(initContainerStatuses)];
  const infeasible = rowsOf(conditions).some(
    ({ type, reason }) => type === 'PodResizePending' && reason === 'Infeasible',
  );
  const inForce = (container: Fields): Fields => {
    const status = statuses.find(({ name }) => textOf(name) === textOf(container.name));
    if (status?.resources === undefined) return container;
    const [asked, has] = [infeasible ? {} : fieldsOf(container.resources), fieldsOf(status.resources)];
    const requests = largest(asked.requests, has.requests, status.allocatedResources);
    return { ...container, resources: { requests, limits: largest(asked.limits, has.limits) } };
  };
  const spec = fieldsOf(pod.spec);
  return {
    ...spec,
    containers: rowsOf(spec.containers).map(inForce),
    initContainers: rowsOf(spec.initContainers).map(inForce),
  };
}

function largest(...lists: readonly unknown[]): Fields {
  const most: Record<string, string> = {};
  for (const list of lists)
    for (const [name, given] of Object.entries(fieldsOf(list))) {
      const amount = String(given);
      const before = own(most, name);
      if (before === undefined || compareQuantities(amount, before) > 0) most[name] = amount;
    }
  return most;
}
