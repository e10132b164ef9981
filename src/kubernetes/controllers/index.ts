import { clusterRoleAggregationController } from './clusterrole-aggregation.ts';
import type { Controller } from './controller.ts';
import { cronJobController } from './cronjob.ts';
import { daemonSetController } from './daemonset.ts';
import { deploymentController } from './deployment.ts';
import { disruptionController } from './disruption.ts';
import { endpointsController } from './endpoints.ts';
import { endpointSliceController } from './endpointslice.ts';
import { garbageCollector } from './garbage-collector.ts';
import { horizontalPodAutoscalerController } from './horizontal-pod-autoscaler.ts';
import { jobController } from './job.ts';
import { namespaceController } from './namespace.ts';
import { rootCaPublisher, serviceAccountController } from './namespace-contents.ts';
import { nodeLifecycleController } from './node-lifecycle.ts';
import { persistentVolumeController } from './persistentvolume.ts';
import { podGarbageCollector } from './pod-garbage-collector.ts';
import { replicaSetController } from './replicaset.ts';
import { replicationController } from './replication-controller.ts';
import { resourceQuotaController } from './resourcequota.ts';
import { serviceAccountTokenController } from './service-account-token.ts';
import { statefulSetController } from './statefulset.ts';
import { claimProtectionController, volumeProtectionController } from './storage-protection.ts';
import { taintEvictionController } from './taint-eviction.ts';
import { ttlAfterFinishedController } from './ttl-after-finished.ts';

/** The controllers of kube-controller-manager that are modelled. To add one is to add a file and a line here. */
export const controllers: readonly Controller[] = [
  deploymentController,
  replicaSetController,
  replicationController,
  daemonSetController,
  statefulSetController,
  jobController,
  cronJobController,
  ttlAfterFinishedController,
  endpointSliceController,
  endpointsController,
  namespaceController,
  serviceAccountController,
  rootCaPublisher,
  garbageCollector,
  persistentVolumeController,
  claimProtectionController,
  volumeProtectionController,
  resourceQuotaController,
  nodeLifecycleController,
  taintEvictionController,
  podGarbageCollector,
  disruptionController,
  horizontalPodAutoscalerController,
  clusterRoleAggregationController,
  serviceAccountTokenController,
];
