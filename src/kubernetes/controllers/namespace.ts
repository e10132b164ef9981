import type { Reconcile } from '../api/calls.ts';
import { resources } from '../api/resources.ts';
import type { ApiObject, Namespace, Pod } from '../api/types.ts';
import type { Controller } from './controller.ts';

/** For so long the controller leaves a Namespace alone, so that all who admit requests know that it goes; virtual ms. Source: v1.35 pkg/controller/namespace/namespace_controller.go namespaceDeletionGracePeriod */
const gracePeriod = 5000;

/**
 * Empties a Namespace that is being deleted, and lets it go when nothing is left.
 * Source: v1.35 pkg/controller/namespace/deletion/namespaced_resources_deleter.go
 */
export const namespaceController: Controller = {
  name: 'namespace-controller',
  serviceAccount: 'namespace-controller',
  workers: 10,
  keysFor: {
    namespaces: (object) => (object.metadata.deletionTimestamp === undefined ? [] : [`/${object.metadata.name}`]),
  },
  batching: () => gracePeriod,
  *reconcile(_none, name, { view }): Reconcile {
    const namespace = view.get('namespaces', '', name) as Namespace | undefined;
    if (namespace?.metadata.deletionTimestamp === undefined) return { says: `Namespace ${name} is in use.` };
    let left = 0;
    // Pods go first; what they may need is there as long as they are.
    const pods = view.list('pods', name) as readonly Pod[];
    for (const resource of resources) {
      if (!resource.namespaced || (pods.length > 0 && resource.plural !== 'pods')) continue;
      const objects = view.list(resource.plural, name) as readonly ApiObject[];
      left += objects.length;
      const base = resource.group === '' ? '/api/v1' : `/apis/${resource.apiVersion}`;
      for (const object of objects) {
        if (object.metadata.deletionTimestamp !== undefined) continue;
        yield { verb: 'delete', path: `${base}/namespaces/${name}/${resource.plural}/${object.metadata.name}` };
      }
    }
    // What ends gracefully is still there: look again after half of its grace.
    const grace = Math.max(0, ...pods.map(({ spec }) => spec.terminationGracePeriodSeconds ?? 0));
    const after = (Math.trunc(grace / 2) + 1) * 1000;
    if (left > 0) return { says: `Namespace ${name} still holds ${left} objects.`, after };
    const body = { ...namespace, spec: { ...namespace.spec, finalizers: [] } };
    yield { verb: 'update', path: `/api/v1/namespaces/${name}/finalize`, body };
    return { says: `Namespace ${name} is empty and may go.` };
  },
};
