import { at, fieldsOf } from '../api/fields.ts';
import type { AdviceRule } from './advice.ts';
import { containersOf, podTemplateOf } from './pod-template.ts';

/** Source: https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/ */
export const resourceRequests: AdviceRule = (object) => {
  const template = podTemplateOf(object);
  if (template === undefined || template.spec.resources !== undefined) return [];
  return containersOf(template).flatMap(({ path, container }) => {
    const requests = {
      ...fieldsOf(at(container, 'resources', 'limits')),
      ...fieldsOf(at(container, 'resources', 'requests')),
    };
    const missing = ['cpu', 'memory'].filter((name) => requests[name] === undefined);
    if (missing.length === 0) return [];
    return [
      {
        path: container.resources === undefined ? path : `${path}.resources`,
        says: `No request for ${missing.join(' and ')}: the scheduler counts it as nothing, and on a full node this Pod is among the first to go.`,
      },
    ];
  });
};
