import type { Controller } from './controller.ts';
import { garbageCollector } from './garbage-collector.ts';
import { namespaceController } from './namespace.ts';
import { rootCaPublisher, serviceAccountController } from './namespace-contents.ts';
import { podGarbageCollector } from './pod-garbage-collector.ts';
import { taintEvictionController } from './taint-eviction.ts';

/** A controller that runs as everywhere, and finds nothing to do: no object of its kind is in the run. */
const idle = (name: string, workers: number, serviceAccount = name): Controller => ({
  name,
  serviceAccount,
  workers,
  keysFor: {},
  // biome-ignore lint/correctness/useYield: there is never a key to reconcile
  reconcile: function* () {
    return { says: 'There is nothing to do.' };
  },
});

/**
 * The controllers in the order of `index.ts`, those idle whose kinds come with other rules. A run without such kinds
 * cannot tell the difference.
 */
export const firstControllers: readonly Controller[] = [
  idle('deployment-controller', 5),
  idle('replicaset-controller', 5),
  idle('replication-controller', 5),
  idle('daemonset-controller', 2, 'daemon-set-controller'),
  idle('statefulset-controller', 5),
  idle('job-controller', 5),
  idle('cronjob-controller', 5),
  idle('ttl-after-finished-controller', 5),
  idle('endpointslice-controller', 5),
  idle('endpoint-controller', 5),
  namespaceController,
  serviceAccountController,
  rootCaPublisher,
  garbageCollector,
  idle('persistentvolume-controller', 1, 'persistent-volume-binder'),
  idle('persistentvolumeclaim-protection-controller', 1, 'pvc-protection-controller'),
  idle('persistentvolume-protection-controller', 1, 'pv-protection-controller'),
  idle('resourcequota-controller', 5),
  idle('node-controller', 8),
  taintEvictionController,
  podGarbageCollector,
  { ...idle('disruption-controller', 1), eventSource: 'controllermanager' },
  idle('horizontal-pod-autoscaler', 5),
  idle('clusterrole-aggregation-controller', 5),
  idle('serviceaccount-token-controller', 5, ''),
];
