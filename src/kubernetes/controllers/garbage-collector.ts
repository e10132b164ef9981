import type { ClusterView, Reconcile } from '../api/calls.ts';
import { resourceNamed, resources } from '../api/resources.ts';
import type { ApiObject } from '../api/types.ts';
import type { Controller } from './controller.ts';

/** Kinds that own or are owned here. The real one watches all that can be deleted. */
const watched = [
  'deployments',
  'replicasets',
  'replicationcontrollers',
  'daemonsets',
  'statefulsets',
  'controllerrevisions',
  'cronjobs',
  'jobs',
  'pods',
  'services',
  'endpointslices',
];

const keyFor = (resource: string, object: ApiObject): string =>
  `${object.metadata.namespace ?? ''}/${resource}:${object.metadata.name}`;

/** When an owner goes, everything that names it as an owner is looked at. */
function dependentsOf(owner: ApiObject, view: ClusterView): readonly string[] {
  const found: string[] = [];
  for (const resource of watched) {
    for (const object of view.list(resource, owner.metadata.namespace) as readonly ApiObject[]) {
      if (object.metadata.ownerReferences?.some((reference) => reference.uid === owner.metadata.uid) === true) {
        found.push(keyFor(resource, object));
      }
    }
  }
  return found;
}

/**
 * Deletes what has lost its owners. Background deletion: the owner is gone at once, the dependents follow.
 * Source: v1.35 pkg/controller/garbagecollector/garbagecollector.go attemptToDeleteItem
 */
export const garbageCollector: Controller = {
  name: 'garbage-collector-controller',
  serviceAccount: 'generic-garbage-collector',
  workers: 20,
  keysFor: Object.fromEntries(
    watched.map((resource) => [
      resource,
      (object: ApiObject, _before: ApiObject | undefined, view: ClusterView, gone: boolean) =>
        gone ? dependentsOf(object, view) : [],
    ]),
  ),
  *reconcile(namespace, key, { view }): Reconcile {
    const [plural = '', name = ''] = key.split(':');
    const resource = resourceNamed(plural) ?? resources[0];
    const object = view.get(plural, namespace, name) as ApiObject | undefined;
    if (object === undefined || resource === undefined || object.metadata.deletionTimestamp !== undefined) {
      return { says: `${name} is on its way already.` };
    }
    const owners = object.metadata.ownerReferences ?? [];
    const alive = owners.filter((owner) => {
      const kind = resources.find((candidate) => candidate.kind === owner.kind);
      const found =
        kind === undefined ? undefined : (view.get(kind.plural, namespace, owner.name) as ApiObject | undefined);
      return found?.metadata.uid === owner.uid;
    });
    if (owners.length === 0 || alive.length > 0) return { says: `${name} still has an owner.` };
    const base = resource.group === '' ? '/api/v1' : `/apis/${resource.apiVersion}`;
    const path = `${base}/namespaces/${namespace}/${plural}/${name}`;
    const [found] = yield { verb: 'get', path };
    if (found?.code !== 200) return { says: `${name} is gone.` };
    const body = {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      propagationPolicy: 'Background',
      preconditions: { uid: object.metadata.uid },
    };
    yield { verb: 'delete', path, body };
    return { says: `The garbage collector deleted ${name}: the owner it names is gone.` };
  },
};
