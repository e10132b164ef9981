import type { PolicyRule } from '../policy-rule.ts';
import { events, rule } from './rule.ts';

const certificates = 'certificates.k8s.io';
const discovery = 'discovery.k8s.io';
const dra = 'resource.k8s.io';
const networking = 'networking.k8s.io';
const storage = 'storage.k8s.io';
const kept = 'create delete get list patch update watch';

/** What all controllers need that make the Pods of a workload. */
const workload = (groups: string, plural: string, verbs = 'get list update watch'): readonly PolicyRule[] => [
  rule(verbs, groups, plural),
  rule('update', groups, `${plural}/status`),
  rule('update', groups, `${plural}/finalizers`),
];

const signers = ['kube-apiserver-client', 'kube-apiserver-client-kubelet', 'kubelet-serving', 'legacy-unknown'];

/**
 * The ClusterRoles of the controllers of kube-controller-manager, by the name of their service account.
 * Source: v1.35 plugin/pkg/auth/authorizer/rbac/bootstrappolicy/controller_policy.go
 */
export const controllerRoles: Readonly<Record<string, readonly PolicyRule[]>> = {
  'attachdetach-controller': [
    rule('list watch', 'core', 'persistentvolumeclaims persistentvolumes'),
    rule('read', 'core', 'nodes'),
    rule('patch update', 'core', 'nodes/status'),
    rule('list watch', 'core', 'pods'),
    events,
    rule('create delete get list watch', storage, 'volumeattachments'),
    rule('read', storage, 'csidrivers'),
    rule('read', storage, 'csinodes'),
  ],
  'certificate-controller': [
    rule('delete get list watch', certificates, 'certificatesigningrequests'),
    rule('update', certificates, 'certificatesigningrequests/approval certificatesigningrequests/status'),
    rule('approve', certificates, 'signers', 'kubernetes.io/kube-apiserver-client-kubelet'),
    rule('sign', certificates, 'signers', signers.map((name) => `kubernetes.io/${name}`).join(' ')),
    rule('create', 'authorization.k8s.io', 'subjectaccessreviews'),
    events,
  ],
  'clusterrole-aggregation-controller': [
    rule('escalate get list patch update watch', 'rbac.authorization.k8s.io', 'clusterroles'),
  ],
  'cronjob-controller': [
    rule('get list update watch', 'batch', 'cronjobs'),
    rule(kept, 'batch', 'jobs'),
    rule('update', 'batch', 'cronjobs/status'),
    rule('update', 'batch', 'cronjobs/finalizers'),
    rule('delete list watch', 'core', 'pods'),
    events,
  ],
  'daemon-set-controller': [
    ...workload('apps extensions', 'daemonsets', 'read'),
    rule('list watch', 'core', 'nodes'),
    rule('create delete list patch watch', 'core', 'pods'),
    rule('create', 'core', 'pods/binding'),
    rule(kept, 'apps', 'controllerrevisions'),
    events,
  ],
  'deployment-controller': [
    ...workload('apps extensions', 'deployments'),
    rule(kept, 'apps extensions', 'replicasets'),
    rule('get list update watch', 'core', 'pods'),
    events,
  ],
  'disruption-controller': [
    rule('read', 'apps extensions', 'deployments'),
    rule('read', 'apps extensions', 'replicasets'),
    rule('read', 'core', 'replicationcontrollers'),
    rule('read', 'policy', 'poddisruptionbudgets'),
    rule('read', 'apps', 'statefulsets'),
    rule('update', 'policy', 'poddisruptionbudgets/status'),
    rule('patch update', 'core', 'pods/status'),
    rule('get', '*', '*/scale'),
    events,
  ],
  'endpoint-controller': [
    rule('read', 'core', 'pods services'),
    rule('create delete get list update watch', 'core', 'endpoints'),
    rule('create', 'core', 'endpoints/restricted'),
    events,
  ],
  'endpointslice-controller': [
    rule('read', 'core', 'nodes pods services'),
    rule('update', 'core', 'services/finalizers'),
    rule('create delete get list update watch', discovery, 'endpointslices'),
    events,
  ],
  'endpointslicemirroring-controller': [
    rule('read', 'core', 'endpoints services'),
    rule('update', 'core', 'services/finalizers'),
    rule('update', 'core', 'endpoints/finalizers'),
    rule('create delete get list update watch', discovery, 'endpointslices'),
    events,
  ],
  'ephemeral-volume-controller': [
    rule('read', 'core', 'pods'),
    rule('update', 'core', 'pods/finalizers'),
    rule('create get list watch', 'core', 'persistentvolumeclaims'),
    events,
  ],
  'expand-controller': [
    rule('get list patch update watch', 'core', 'persistentvolumes'),
    rule('patch update', 'core', 'persistentvolumeclaims/status'),
    rule('read', 'core', 'persistentvolumeclaims'),
    events,
  ],
  'generic-garbage-collector': [rule('delete get list patch update watch', '*', '*'), events],
  'horizontal-pod-autoscaler': [
    rule('read', 'autoscaling', 'horizontalpodautoscalers'),
    rule('update', 'autoscaling', 'horizontalpodautoscalers/status'),
    rule('get update', '*', '*/scale'),
    rule('list watch', 'core', 'pods'),
    rule('list watch', 'metrics.k8s.io', 'pods'),
    rule('read', 'custom.metrics.k8s.io', '*'),
    rule('read', 'external.metrics.k8s.io', '*'),
    events,
  ],
  'job-controller': [
    ...workload('batch', 'jobs', 'get list patch update watch'),
    rule('create delete list patch watch', 'core', 'pods'),
    events,
  ],
  'legacy-service-account-token-cleaner': [
    rule('get', 'core', 'configmaps', 'kube-apiserver-legacy-service-account-token-tracking'),
    rule('delete patch', 'core', 'secrets'),
  ],
  'namespace-controller': [
    rule('delete get list watch', 'core', 'namespaces'),
    rule('update', 'core', 'namespaces/finalize namespaces/status'),
    rule('delete deletecollection get list watch', '*', '*'),
  ],
  'node-controller': [
    rule('delete get list patch update watch', 'core', 'nodes'),
    rule('patch update', 'core', 'nodes/status'),
    rule('patch update', 'core', 'pods/status'),
    rule('delete get list watch', 'core', 'pods'),
    events,
  ],
  'persistent-volume-binder': [
    rule('create delete get list update watch', 'core', 'persistentvolumes'),
    rule('update', 'core', 'persistentvolumes/status'),
    rule('get list update watch', 'core', 'persistentvolumeclaims'),
    rule('update', 'core', 'persistentvolumeclaims/status'),
    rule('create delete get list watch', 'core', 'pods'),
    rule('read', storage, 'storageclasses'),
    rule('list watch', 'core', 'nodes'),
    events,
    rule('watch', 'core', 'events'),
  ],
  'pod-garbage-collector': [
    rule('delete list watch', 'core', 'pods'),
    rule('read', 'core', 'nodes'),
    rule('patch', 'core', 'pods/status'),
  ],
  'pv-protection-controller': [rule('get list update watch', 'core', 'persistentvolumes'), events],
  'pvc-protection-controller': [
    rule('get list update watch', 'core', 'persistentvolumeclaims'),
    rule('update', 'core', 'persistentvolumeclaims/status'),
    rule('read', 'core', 'pods'),
    events,
  ],
  'replicaset-controller': [
    ...workload('apps extensions', 'replicasets'),
    rule('create delete list patch watch', 'core', 'pods'),
    events,
  ],
  'replication-controller': [
    ...workload('core', 'replicationcontrollers'),
    rule('create delete list patch watch', 'core', 'pods'),
    events,
  ],
  'resource-claim-controller': [
    rule('read', 'core', 'pods'),
    rule('update', 'core', 'pods/finalizers'),
    rule('create delete get list watch', dra, 'resourceclaims'),
    rule('patch update', dra, 'resourceclaims resourceclaims/status'),
    rule('patch update', 'core', 'pods/status'),
    events,
  ],
  'resourcequota-controller': [rule('list watch', '*', '*'), rule('update', 'core', 'resourcequotas/status'), events],
  'root-ca-cert-publisher': [rule('create update', 'core', 'configmaps'), events],
  'route-controller': [rule('list watch', 'core', 'nodes'), rule('patch', 'core', 'nodes/status'), events],
  'selinux-warning-controller': [
    events,
    rule('read', 'core', 'persistentvolumes'),
    rule('read', 'core', 'persistentvolumeclaims'),
    rule('read', 'core', 'pods'),
    rule('read', storage, 'csidrivers'),
  ],
  'service-account-controller': [rule('create', 'core', 'serviceaccounts'), events],
  'service-cidrs-controller': [
    rule('get list patch update watch', networking, 'servicecidrs'),
    rule('patch update', networking, 'servicecidrs/finalizers'),
    rule('patch update', networking, 'servicecidrs/status'),
    rule('read', networking, 'ipaddresses'),
    events,
  ],
  'service-controller': [
    rule('read', 'core', 'services'),
    rule('patch update', 'core', 'services/status'),
    rule('list watch', 'core', 'nodes'),
    events,
  ],
  'statefulset-controller': [
    rule('list watch', 'core', 'pods'),
    ...workload('apps', 'statefulsets', 'read'),
    rule('create delete get patch update', 'core', 'pods'),
    rule(kept, 'apps', 'controllerrevisions'),
    rule('create get list watch', 'core', 'persistentvolumeclaims'),
    rule('delete update', 'core', 'persistentvolumeclaims'),
    rule('update', 'core', 'pods/finalizers'),
    events,
  ],
  'ttl-after-finished-controller': [rule('delete get list watch', 'batch', 'jobs'), events],
  'ttl-controller': [rule('list patch update watch', 'core', 'nodes'), events],
  'validatingadmissionpolicy-status-controller': [
    rule('read', 'admissionregistration.k8s.io', 'validatingadmissionpolicies'),
    rule('get patch update', 'admissionregistration.k8s.io', 'validatingadmissionpolicies/status'),
    events,
  ],
  'volumeattributesclass-protection-controller': [
    rule('read', 'core', 'persistentvolumeclaims'),
    rule('read', 'core', 'persistentvolumes'),
    rule('get list update watch', storage, 'volumeattributesclasses'),
    events,
  ],
};
