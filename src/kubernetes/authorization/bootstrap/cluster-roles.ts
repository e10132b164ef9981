import type { PolicyRule } from '../policy-rule.ts';
import { events, paths, rule } from './rule.ts';

/** A role of the policy. */
export interface BootstrapRole {
  readonly rules: readonly PolicyRule[];
  /** Into which of the roles for people its rules are taken over. */
  readonly joins?: 'admin' | 'edit' | 'view';
  /** Takes over the rules of all roles that join it. */
  readonly gathers?: 'admin' | 'edit' | 'view';
}

const certificates = 'certificates.k8s.io';
const dra = 'resource.k8s.io';
const storage = 'storage.k8s.io';
const leases = 'coordination.k8s.io';

const viewed: readonly PolicyRule[] = [
  rule(
    'read',
    'core',
    'configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status',
  ),
  rule(
    'read',
    'core',
    'bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status',
  ),
  rule('read', 'core', 'namespaces'),
  rule('read', 'discovery.k8s.io', 'endpointslices'),
  rule('read', 'events.k8s.io', 'events'),
  rule(
    'read',
    'apps',
    'controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status',
  ),
  rule('read', 'autoscaling', 'horizontalpodautoscalers horizontalpodautoscalers/status'),
  rule('read', 'batch', 'cronjobs cronjobs/status jobs jobs/status'),
  rule(
    'read',
    'extensions',
    'daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses ingresses/status networkpolicies replicasets replicasets/scale replicasets/status replicationcontrollers/scale',
  ),
  rule('read', 'policy', 'poddisruptionbudgets poddisruptionbudgets/status'),
  rule('read', 'networking.k8s.io', 'ingresses ingresses/status networkpolicies'),
  rule('read', dra, 'resourceclaims resourceclaims/status resourceclaimtemplates'),
];

const edited: readonly PolicyRule[] = [
  rule('read', 'core', 'pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy'),
  rule('impersonate', 'core', 'serviceaccounts'),
  rule('write', 'core', 'pods pods/attach pods/exec pods/portforward pods/proxy'),
  rule('create', 'core', 'pods/eviction'),
  rule(
    'write',
    'core',
    'configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy',
  ),
  rule('create', 'core', 'serviceaccounts/token'),
  rule(
    'write',
    'apps',
    'daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale',
  ),
  rule('write', 'autoscaling', 'horizontalpodautoscalers'),
  rule('write', 'batch', 'cronjobs jobs'),
  rule(
    'write',
    'extensions',
    'daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies replicasets replicasets/scale replicationcontrollers/scale',
  ),
  rule('write', 'policy', 'poddisruptionbudgets'),
  rule('write', 'networking.k8s.io', 'ingresses networkpolicies'),
  rule('all', leases, 'leases'),
  rule('write', dra, 'resourceclaims resourceclaimtemplates'),
];

const scheduler: readonly PolicyRule[] = [
  events,
  rule('create', leases, 'leases'),
  rule('get update', leases, 'leases', 'kube-scheduler'),
  rule('read', 'core', 'nodes'),
  rule('delete get list watch', 'core', 'pods'),
  rule('create', 'core', 'bindings pods/binding'),
  rule('patch update', 'core', 'pods/status'),
  rule('read', 'core', 'replicationcontrollers services'),
  rule('read', 'apps extensions', 'replicasets'),
  rule('read', 'apps', 'statefulsets'),
  rule('read', 'policy', 'poddisruptionbudgets'),
  rule('read', 'core', 'persistentvolumeclaims persistentvolumes'),
  rule('create', 'authentication.k8s.io', 'tokenreviews'),
  rule('create', 'authorization.k8s.io', 'subjectaccessreviews'),
  rule('read', storage, 'csinodes'),
  rule('read', storage, 'volumeattachments'),
  rule('read', 'core', 'namespaces'),
  rule('read', storage, 'csidrivers'),
  rule('read', storage, 'csistoragecapacities'),
  rule('read', dra, 'deviceclasses'),
  rule('get list patch update watch', dra, 'resourceclaims'),
  rule('get list patch update watch', dra, 'resourceclaims/status'),
  rule('get list patch update watch', 'core', 'pods/finalizers'),
  rule('read', dra, 'resourceslices'),
];

const controllerManager: readonly PolicyRule[] = [
  events,
  rule('create', leases, 'leases'),
  rule('get update', leases, 'leases', 'kube-controller-manager'),
  rule('create', 'core', 'secrets serviceaccounts'),
  rule('delete', 'core', 'secrets'),
  rule('get', 'core', 'configmaps namespaces secrets serviceaccounts'),
  rule('update', 'core', 'secrets serviceaccounts'),
  rule('create', 'authentication.k8s.io', 'tokenreviews'),
  rule('create', 'authorization.k8s.io', 'subjectaccessreviews'),
  rule('list watch', '*', '*'),
  rule('create', 'core', 'serviceaccounts/token'),
];

const node: readonly PolicyRule[] = [
  rule('create', 'authentication.k8s.io', 'tokenreviews'),
  rule('create', 'authorization.k8s.io', 'localsubjectaccessreviews subjectaccessreviews'),
  rule('read', 'core', 'services'),
  rule('create get list watch', 'core', 'nodes'),
  rule('patch update', 'core', 'nodes/status'),
  rule('patch update', 'core', 'nodes'),
  rule('create patch update', 'core', 'events'),
  rule('read', 'core', 'pods'),
  rule('create delete', 'core', 'pods'),
  rule('patch update', 'core', 'pods/status'),
  rule('create', 'core', 'pods/eviction'),
  rule('read', 'core', 'configmaps secrets'),
  rule('get', 'core', 'persistentvolumeclaims persistentvolumes'),
  rule('get', 'core', 'endpoints'),
  rule('create get list watch', certificates, 'certificatesigningrequests'),
  rule('create delete get patch update', leases, 'leases'),
  rule('get', storage, 'volumeattachments'),
  rule('create', 'core', 'serviceaccounts/token'),
  rule('get patch update', 'core', 'persistentvolumeclaims/status'),
  rule('read', storage, 'csidrivers'),
  rule('create delete get patch update', storage, 'csinodes'),
  rule('read', 'node.k8s.io', 'runtimeclasses'),
  rule('get', dra, 'resourceclaims'),
  rule('deletecollection', dra, 'resourceslices'),
  rule('get', 'core', 'serviceaccounts'),
];

const approver = (signer: string): BootstrapRole => ({
  rules: [rule('approve', certificates, 'signers', `kubernetes.io/${signer}`)],
});
const forSigning = (resource: string): BootstrapRole => ({
  rules: [rule('create', certificates, `certificatesigningrequests/${resource}`)],
});

/**
 * The ClusterRoles that the API server writes when it starts, those of the controllers aside.
 * Source: v1.35 plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go ClusterRoles
 */
export const clusterRoles: Readonly<Record<string, BootstrapRole>> = {
  admin: { rules: [], gathers: 'admin' },
  'cluster-admin': { rules: [rule('*', '*', '*'), { nonResourceURLs: ['*'], verbs: ['*'] }] },
  edit: { rules: [], gathers: 'edit', joins: 'admin' },
  'system:aggregate-to-admin': {
    rules: [
      rule('create', 'authorization.k8s.io', 'localsubjectaccessreviews'),
      rule('all', 'rbac.authorization.k8s.io', 'rolebindings roles'),
    ],
    joins: 'admin',
  },
  'system:aggregate-to-edit': { rules: edited, joins: 'edit' },
  'system:aggregate-to-view': { rules: viewed, joins: 'view' },
  'system:auth-delegator': {
    rules: [
      rule('create', 'authentication.k8s.io', 'tokenreviews'),
      rule('create', 'authorization.k8s.io', 'subjectaccessreviews'),
    ],
  },
  'system:basic-user': {
    rules: [
      rule('create', 'authorization.k8s.io', 'selfsubjectaccessreviews selfsubjectrulesreviews'),
      rule('create', 'authentication.k8s.io', 'selfsubjectreviews'),
    ],
  },
  'system:certificates.k8s.io:certificatesigningrequests:nodeclient': forSigning('nodeclient'),
  'system:certificates.k8s.io:certificatesigningrequests:selfnodeclient': forSigning('selfnodeclient'),
  'system:certificates.k8s.io:kube-apiserver-client-approver': approver('kube-apiserver-client'),
  'system:certificates.k8s.io:kube-apiserver-client-kubelet-approver': approver('kube-apiserver-client-kubelet'),
  'system:certificates.k8s.io:kubelet-serving-approver': approver('kubelet-serving'),
  'system:certificates.k8s.io:legacy-unknown-approver': approver('legacy-unknown'),
  'system:discovery': {
    rules: [paths('/api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/')],
  },
  'system:heapster': {
    rules: [rule('read', 'core', 'events namespaces nodes pods'), rule('read', 'extensions', 'deployments')],
  },
  'system:kube-aggregator': { rules: [rule('read', 'core', 'endpoints services')] },
  'system:kube-controller-manager': { rules: controllerManager },
  'system:kube-dns': { rules: [rule('list watch', 'core', 'endpoints services')] },
  'system:kube-scheduler': { rules: scheduler },
  'system:kubelet-api-admin': {
    rules: [
      rule('read', 'core', 'nodes'),
      rule('proxy', 'core', 'nodes'),
      rule('*', 'core', 'nodes/log nodes/metrics nodes/proxy nodes/stats'),
      rule('*', 'core', 'nodes/configz nodes/healthz nodes/pods'),
    ],
  },
  'system:monitoring': {
    rules: [paths('/healthz /healthz/* /livez /livez/* /metrics /metrics/slis /readyz /readyz/*')],
  },
  'system:node': { rules: node },
  'system:node-bootstrapper': { rules: [rule('create get list watch', certificates, 'certificatesigningrequests')] },
  'system:node-problem-detector': {
    rules: [rule('get', 'core', 'nodes'), rule('patch', 'core', 'nodes/status'), events],
  },
  'system:node-proxier': {
    rules: [
      rule('list watch', 'core', 'endpoints services'),
      rule('read', 'core', 'nodes'),
      events,
      rule('list watch', 'networking.k8s.io', 'servicecidrs'),
      rule('list watch', 'discovery.k8s.io', 'endpointslices'),
    ],
  },
  'system:persistent-volume-provisioner': {
    rules: [
      rule('create delete get list watch', 'core', 'persistentvolumes'),
      rule('get list update watch', 'core', 'persistentvolumeclaims'),
      rule('read', storage, 'storageclasses'),
      rule('watch', 'core', 'events'),
      events,
    ],
  },
  'system:public-info-viewer': { rules: [paths('/healthz /livez /readyz /version /version/')] },
  'system:service-account-issuer-discovery': {
    rules: [
      paths('/.well-known/openid-configuration /.well-known/openid-configuration/ /openid/v1/jwks /openid/v1/jwks/'),
    ],
  },
  'system:volume-scheduler': {
    rules: [
      rule('get list patch update watch', 'core', 'persistentvolumes'),
      rule('read', storage, 'storageclasses'),
      rule('get list patch update watch', 'core', 'persistentvolumeclaims'),
    ],
  },
  view: { rules: [], gathers: 'view', joins: 'edit' },
};
