import type { ApiAnswer, ApiCall, ClusterView, Reconcile } from '../api/calls.ts';
import { type Resource, resourceNamed, resourcePath, resources } from '../api/resources.ts';
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
  'persistentvolumeclaims',
];

const [foreground, orphan] = ['foregroundDeletion', 'orphan'];

const keyFor = (resource: string, object: ApiObject): string =>
  `${object.metadata.namespace ?? ''}/${resource}:${object.metadata.name}`;

/** Waits, marked as deleted, for what the finalizer stands for. */
const waitsFor = (finalizer: string | undefined, object: ApiObject): boolean =>
  object.metadata.deletionTimestamp !== undefined && object.metadata.finalizers?.includes(finalizer ?? '') === true;

interface Dependent {
  readonly resource: string;
  readonly object: ApiObject;
  /** Whether an owner that waits for its dependents waits for this one. */
  readonly blocks: boolean;
}

/** What names the object as an owner. */
function dependentsOf({ metadata: { uid, namespace } }: ApiObject, view: ClusterView): readonly Dependent[] {
  return watched.flatMap((resource) =>
    (view.list(resource, namespace) as readonly ApiObject[]).flatMap((object) => {
      const reference = object.metadata.ownerReferences?.find((owner) => owner.uid === uid);
      return reference === undefined ? [] : [{ resource, object, blocks: reference.blockOwnerDeletion === true }];
    }),
  );
}

/** The owners of what is gone, if they wait for it. */
function waitingOwners(object: ApiObject, view: ClusterView): readonly string[] {
  const found: string[] = [];
  for (const { kind, name, uid } of object.metadata.ownerReferences ?? []) {
    const plural = resources.find((resource) => resource.kind === kind)?.plural ?? '';
    const owner = view.get(plural, object.metadata.namespace ?? '', name) as ApiObject | undefined;
    if (owner !== undefined && owner.metadata.uid === uid && waitsFor(foreground, owner))
      found.push(keyFor(plural, owner));
  }
  return found;
}

/** What a change sets going: an owner is gone, or begins to wait, or what it waits for is gone. */
function keysOf(resource: string, object: ApiObject, before: ApiObject | undefined, view: ClusterView, gone: boolean) {
  const keys = (dependents: readonly Dependent[]) => dependents.map((each) => keyFor(each.resource, each.object));
  if (gone) return [...keys(dependentsOf(object, view)), ...waitingOwners(object, view)];
  const began = (finalizer: string | undefined): boolean =>
    waitsFor(finalizer, object) && (before === undefined || !waitsFor(finalizer, before));
  if (began(orphan)) return [keyFor(resource, object)];
  return began(foreground) ? [...keys(dependentsOf(object, view)), keyFor(resource, object)] : [];
}

/**
 * Deletes what has lost its owners. Background deletion: the owner is gone at once, the dependents follow. Foreground:
 * the owner waits until they are gone. Orphan: it waits until they name it no more.
 * Source: v1.35 pkg/controller/garbagecollector/garbagecollector.go attemptToDeleteItem, processDeletingDependentsItem, orphanDependents
 */
export const garbageCollector: Controller = {
  name: 'garbage-collector-controller',
  serviceAccount: 'generic-garbage-collector',
  workers: 20,
  keysFor: Object.fromEntries(
    watched.map((resource) => [
      resource,
      (object: ApiObject, before: ApiObject | undefined, view: ClusterView, gone: boolean) =>
        keysOf(resource, object, before, view, gone),
    ]),
  ),
  *reconcile(namespace, key, { view }): Reconcile {
    const [plural = '', name = ''] = key.split(':');
    const resource = resourceNamed(plural);
    const object = view.get(plural, namespace, name) as ApiObject | undefined;
    if (object === undefined || resource === undefined) return { says: `${name} is gone.` };
    const path = resourcePath(resource, namespace, name);
    if (waitsFor(orphan, object)) return yield* letGo(object, path, view);
    if (waitsFor(foreground, object)) return yield* waitForDependents(object, path, view);
    if (object.metadata.deletionTimestamp !== undefined) return { says: `${name} is on its way already.` };
    return yield* deleteIfAlone(object, path, view);
  },
};

const pathOf = ({ resource, object }: Dependent): string => {
  const found: Resource | undefined = resourceNamed(resource);
  return found === undefined ? '' : resourcePath(found, object.metadata.namespace ?? '', object.metadata.name);
};

function* letGo(owner: ApiObject, path: string, view: ClusterView): Reconcile {
  const dependents = dependentsOf(owner, view);
  if (dependents.length > 0) {
    yield dependents.map((dependent) => ({
      verb: 'patch' as const,
      path: pathOf(dependent),
      contentType: 'application/strategic-merge-patch+json' as const,
      body: {
        metadata: {
          ownerReferences: [{ $patch: 'delete', uid: owner.metadata.uid }],
          uid: dependent.object.metadata.uid,
        },
      },
    }));
  }
  yield* withoutFinalizer(path, orphan ?? '');
  return { says: `The garbage collector let go of what ${owner.metadata.name} owned: it stays.` };
}

function* waitForDependents(owner: ApiObject, path: string, view: ClusterView): Reconcile {
  const { name } = owner.metadata;
  const left = dependentsOf(owner, view).filter(({ blocks }) => blocks).length;
  if (left > 0) return { says: `${name} waits until ${left} of what it owns are gone.` };
  yield* withoutFinalizer(path, foreground ?? '');
  return { says: `Nothing that ${name} owns is left: the garbage collector lets it go.` };
}

/** Source: v1.35 pkg/controller/garbagecollector/operations.go removeFinalizer */
function* withoutFinalizer(path: string, finalizer: string): Generator<ApiCall, void, readonly ApiAnswer[]> {
  const [found] = yield { verb: 'get', path };
  if (found?.code !== 200) return;
  const { resourceVersion, finalizers = [] } = (found.body as ApiObject).metadata;
  const metadata = { resourceVersion, finalizers: finalizers.filter((each) => each !== finalizer) };
  yield { verb: 'patch', path, contentType: 'application/merge-patch+json', body: { metadata } };
}

function* deleteIfAlone(object: ApiObject, path: string, view: ClusterView): Reconcile {
  const { name, namespace = '', ownerReferences = [], uid } = object.metadata;
  const owners = ownerReferences.flatMap((reference) => {
    const kind = resources.find((candidate) => candidate.kind === reference.kind);
    const found = kind && (view.get(kind.plural, namespace, reference.name) as ApiObject | undefined);
    return found !== undefined && found.metadata.uid === reference.uid ? [found] : [];
  });
  const waiting = owners.some((owner) => waitsFor(foreground, owner));
  if (ownerReferences.length === 0 || owners.some((owner) => !waitsFor(foreground, owner)))
    return { says: `${name} still has an owner.` };
  const [found] = yield { verb: 'get', path };
  if (found?.code !== 200) return { says: `${name} is gone.` };
  // What is deleted because its owner waits for it waits for its own dependents in turn.
  const propagationPolicy = waiting && dependentsOf(object, view).length > 0 ? 'Foreground' : 'Background';
  const body = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy, preconditions: { uid } };
  yield { verb: 'delete', path, body };
  const why = waiting ? 'the owner it names is being deleted and waits for it' : 'the owner it names is gone';
  return { says: `The garbage collector deleted ${name}: ${why}.` };
}
