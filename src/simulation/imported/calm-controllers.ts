import { at } from '../../kubernetes/api/fields.ts';
import type { ApiObject } from '../../kubernetes/api/types.ts';
import { type Controller, controllerOf } from '../../kubernetes/controllers/controller.ts';
import type { Made } from '../bootstrap/initial-objects.ts';

interface Workload {
  readonly controller: string;
  /** What it manages. */
  readonly of: 'pods' | 'replicasets';
  /** How many of them its status counts. */
  readonly counted: (object: ApiObject) => number;
}

const number = (object: ApiObject, field: string): number => Number(at(object, 'status', field) ?? 0);
const replicas = (object: ApiObject): number => number(object, 'replicas');

const workloads: Readonly<Record<string, Workload>> = {
  replicasets: { controller: 'replicaset-controller', of: 'pods', counted: replicas },
  replicationcontrollers: { controller: 'replication-controller', of: 'pods', counted: replicas },
  statefulsets: { controller: 'statefulset-controller', of: 'pods', counted: replicas },
  daemonsets: {
    controller: 'daemonset-controller',
    of: 'pods',
    counted: (set) => number(set, 'currentNumberScheduled') + number(set, 'numberMisscheduled'),
  },
  jobs: { controller: 'job-controller', of: 'pods', counted: (job) => number(job, 'active') },
  deployments: {
    controller: 'deployment-controller',
    of: 'replicasets',
    counted: (deployment) => Math.min(1, replicas(deployment)),
  },
};

/**
 * Left alone wherever they were brought along. A PodDisruptionBudget counts by owners that are hardly ever pasted, and
 * without them it would allow nothing; an autoscaler asks for metrics, a CronJob for the time of day, and neither is
 * that of the cluster it came from.
 */
const alwaysStill: Readonly<Record<string, string>> = {
  poddisruptionbudgets: 'disruption-controller',
  horizontalpodautoscalers: 'horizontal-pod-autoscaler',
  cronjobs: 'cronjob-controller',
};

/**
 * The controllers without what they would do to a cluster only because part of it was not pasted. Every controller
 * begins with a change that it sees, so what nobody touches holds still anyway: nodes whose leases are old, Pods whose
 * owner is not there, Pods of a node that is not there. A workload that is touched is worked on if all that its status
 * counts is there; what is missing here is not missing there.
 */
export function calmControllers(controllers: readonly Controller[], seeded: readonly Made[]): readonly Controller[] {
  const still = stillKeys(seeded);
  return controllers.map((controller) => {
    const keys = still.get(controller.name);
    if (keys === undefined) return controller;
    const keysFor = Object.entries(controller.keysFor).map(
      ([resource, keysOf]) =>
        [
          resource,
          (...change: Parameters<typeof keysOf>) => keysOf(...change).filter((key) => !keys.has(key)),
        ] as const,
    );
    return { ...controller, keysFor: Object.fromEntries(keysFor) };
  });
}

function stillKeys(seeded: readonly Made[]): ReadonlyMap<string, ReadonlySet<string>> {
  const managed = new Map<string, number>();
  for (const [resource, object] of seeded) {
    const owner = `${resource}/${controllerOf(object)?.uid}`;
    managed.set(owner, (managed.get(owner) ?? 0) + 1);
  }
  const still = new Map<string, Set<string>>();
  for (const [resource, object] of seeded) {
    const workload = workloads[resource];
    const partly =
      workload !== undefined && (managed.get(`${workload.of}/${object.metadata.uid}`) ?? 0) < workload.counted(object);
    const controller = partly ? workload.controller : alwaysStill[resource];
    if (controller === undefined) continue;
    const keys = still.get(controller) ?? new Set();
    still.set(controller, keys.add(`${object.metadata.namespace}/${object.metadata.name}`));
  }
  return still;
}
