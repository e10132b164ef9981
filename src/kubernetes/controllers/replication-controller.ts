import { replicaManager } from './replicaset/replica-manager.ts';

/**
 * Keeps the number of Pods that a ReplicationController asks for.
 * Source: v1.35 pkg/controller/replication/replication_controller.go
 */
export const replicationController = replicaManager({
  name: 'replication-controller',
  kind: 'ReplicationController',
  plural: 'replicationcontrollers',
  path: (namespace) => `/api/v1/namespaces/${namespace}/replicationcontrollers`,
});
