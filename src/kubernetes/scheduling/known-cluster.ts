import type { ClusterView } from '../api/calls.ts';
import { isTerminal } from '../api/is-terminal.ts';
import { resourceForKind } from '../api/resources.ts';
import type { ApiObject, Manifest, Node, Pod } from '../api/types.ts';
import { knownObject } from './known-object.ts';
import { Snapshot } from './snapshot.ts';

/** All that the scheduler knows of a cluster, out of its objects: nodes with their Pods, and everything else. */
export class KnownCluster implements ClusterView {
  readonly snapshot = new Snapshot();
  private readonly objects = new Map<string, Map<string, ApiObject>>();

  /** @param objects as kubectl prints them; kinds that are not built in are left out */
  constructor(objects: readonly Manifest[]) {
    for (const object of objects) this.set(knownObject(object));
  }

  get(resource: string, namespace: string, name: string): ApiObject | undefined {
    const known = this.objects.get(resource);
    return known?.get(keyOf(namespace, name)) ?? known?.get(keyOf('', name));
  }

  list(resource: string, namespace = ''): readonly ApiObject[] {
    const all = [...(this.objects.get(resource)?.values() ?? [])];
    return namespace === '' ? all : all.filter((object) => object.metadata.namespace === namespace);
  }

  /** @param object as the API server would have it */
  set(object: ApiObject): void {
    const resource = resourceForKind(object.apiVersion ?? '', object.kind ?? '');
    if (resource === undefined) return;
    const known = this.objects.get(resource.plural) ?? new Map<string, ApiObject>();
    this.objects.set(resource.plural, known);
    const { namespace = '', name } = object.metadata;
    known.set(keyOf(namespace, name), object);
    if (resource.plural === 'nodes') this.snapshot.setNode(object as Node);
    if (resource.plural === 'pods') this.setPod(object as Pod);
  }

  private setPod(pod: Pod): void {
    if ((pod.spec.nodeName ?? '') !== '' && !isTerminal(pod)) this.snapshot.setPod(pod);
    else this.snapshot.removePod(pod);
  }
}

const keyOf = (namespace: string, name: string): string => `${namespace}/${name}`;
