import { rowsOf } from '../api/fields.ts';
import type { AdviceRule } from './advice.ts';
import { containersOf, podTemplateOf } from './pod-template.ts';

const serving: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);

/** Source: https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ */
export const readinessProbe: AdviceRule = (object) => {
  const template = podTemplateOf(object);
  if (template === undefined || !serving.has(object.kind)) return [];
  return containersOf(template)
    .filter(({ container }) => rowsOf(container.ports).length > 0 && container.readinessProbe === undefined)
    .map(({ path }) => ({
      path: `${path}.ports`,
      says: 'It serves a port and has no readinessProbe: requests come as soon as the process runs, though it may not answer yet.',
    }));
};
