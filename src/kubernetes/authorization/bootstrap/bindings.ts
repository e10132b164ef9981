import type { Subject } from '../subject.ts';

const api = 'rbac.authorization.k8s.io';
const groups = (...names: readonly string[]): readonly Subject[] =>
  names.map((name) => ({ apiGroup: api, kind: 'Group', name }));
const user = (name: string): readonly Subject[] => [{ apiGroup: api, kind: 'User', name }];

/**
 * Who has the ClusterRoles, by the name of the binding, which is that of the role.
 * Source: v1.35 plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go ClusterRoleBindings
 */
export const clusterRoleBindings: Readonly<Record<string, readonly Subject[]>> = {
  'cluster-admin': groups('system:masters'),
  'system:monitoring': groups('system:monitoring'),
  'system:discovery': groups('system:authenticated'),
  'system:basic-user': groups('system:authenticated'),
  'system:public-info-viewer': groups('system:authenticated', 'system:unauthenticated'),
  'system:node-proxier': user('system:kube-proxy'),
  'system:kube-controller-manager': user('system:kube-controller-manager'),
  'system:kube-dns': [{ kind: 'ServiceAccount', name: 'kube-dns', namespace: 'kube-system' }],
  'system:kube-scheduler': user('system:kube-scheduler'),
  'system:volume-scheduler': user('system:kube-scheduler'),
  'system:node': [],
  'system:service-account-issuer-discovery': groups('system:serviceaccounts'),
};
