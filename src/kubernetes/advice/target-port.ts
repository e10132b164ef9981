import { at, fieldsOf, rowsOf, textOf } from '../api/fields.ts';
import { matchesMap } from '../api/selectors.ts';
import type { AdviceRule } from './advice.ts';
import { containersOf, podTemplateOf } from './pod-template.ts';

/** A Service that sends to a port by a name that no container of its Pods gives to one. */
export const targetPort: AdviceRule = (object, all) => {
  if (object.kind !== 'Service') return [];
  const selector = fieldsOf(at(object, 'spec', 'selector')) as Readonly<Record<string, string>>;
  if (Object.keys(selector).length === 0) return [];
  const containers = all
    .flatMap((other) => podTemplateOf(other) ?? [])
    .filter(({ labels }) => matchesMap(selector, labels))
    .flatMap(containersOf);
  if (containers.length === 0) return [];
  const names = new Set(containers.flatMap(({ container }) => rowsOf(container.ports).map(({ name }) => textOf(name))));
  return rowsOf(at(object, 'spec', 'ports')).flatMap(({ targetPort: target }, i) =>
    typeof target !== 'string' || names.has(target)
      ? []
      : [
          {
            path: `spec.ports[${i}].targetPort`,
            says: `No container of its Pods names a port ${JSON.stringify(target)}: the Service will have no endpoint for it.`,
          },
        ],
  );
};
