import type { Defaults } from './default-object.ts';
import { defaultDeployment } from './deployment.ts';
import { defaultPod } from './pod.ts';
import {
  defaultEndpointSlice,
  defaultEndpoints,
  defaultNode,
  defaultPriorityClass,
  defaultRoleBinding,
  defaultSecret,
} from './policies.ts';
import { defaultReplicaSet } from './replica-set.ts';
import { defaultService } from './service.ts';

/** The kinds that nearly every scenario has, and those that the cluster itself writes. */
export const firstDefaults: Defaults = {
  Pod: defaultPod,
  Deployment: defaultDeployment,
  ReplicaSet: defaultReplicaSet,
  Service: defaultService,
  Secret: defaultSecret,
  Endpoints: defaultEndpoints,
  EndpointSlice: defaultEndpointSlice,
  Node: defaultNode,
  PriorityClass: defaultPriorityClass,
  RoleBinding: defaultRoleBinding,
  ClusterRoleBinding: defaultRoleBinding,
};
