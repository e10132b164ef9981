import type { Defaults } from './default-object.ts';
import { defaultPod } from './pod.ts';
import {
  defaultEndpointSlice,
  defaultEndpoints,
  defaultNode,
  defaultPriorityClass,
  defaultRoleBinding,
  defaultSecret,
} from './policies.ts';

/** What a bare Pod is made of, and what the cluster itself writes. */
export const firstDefaults: Defaults = {
  Pod: defaultPod,
  Secret: defaultSecret,
  Endpoints: defaultEndpoints,
  EndpointSlice: defaultEndpointSlice,
  Node: defaultNode,
  PriorityClass: defaultPriorityClass,
  RoleBinding: defaultRoleBinding,
  ClusterRoleBinding: defaultRoleBinding,
};
