import type { ApiObject, Pod } from '../kubernetes/api/types.ts';
import type { Frame } from '../trace/frame.ts';

/** Where the template of a Pod stands in the objects that have one. */
const templates: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  ReplicationController: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

const plurals: Readonly<Record<string, string>> = {
  ReplicationController: 'replicationcontrollers',
  ReplicaSet: 'replicasets',
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  Job: 'jobs',
  CronJob: 'cronjobs',
};

/** An object from which a Pod was made, and where in it the Pod is described. */
export interface Origin {
  readonly kind: string;
  readonly object: ApiObject;
  readonly template: readonly string[];
}

/** The Pod itself and those that made it, the first maker first: `Deployment`, `ReplicaSet`, `Pod`. */
export function originOf(frame: Frame, pod: Pod): readonly Origin[] {
  const found: Origin[] = [{ kind: 'Pod', object: pod as ApiObject, template: [] }];
  for (let object = pod as ApiObject; ; ) {
    const owner = object.metadata.ownerReferences?.find(({ controller }) => controller === true);
    const template = templates[owner?.kind ?? ''];
    const maker = frame.object(`${plurals[owner?.kind ?? '']}/${object.metadata.namespace}/${owner?.name}`);
    if (owner === undefined || template === undefined || maker === undefined) return found.reverse();
    found.push({ kind: owner.kind, object: maker, template });
    object = maker;
  }
}
