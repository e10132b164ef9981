import { replicaManager } from './replicaset/replica-manager.ts';

/**
 * Keeps the number of Pods that a ReplicaSet asks for.
 * Source: v1.35 pkg/controller/replicaset/replica_set.go
 */
export const replicaSetController = replicaManager({
  name: 'replicaset-controller',
  kind: 'ReplicaSet',
  plural: 'replicasets',
  path: (namespace) => `/apis/apps/v1/namespaces/${namespace}/replicasets`,
});
