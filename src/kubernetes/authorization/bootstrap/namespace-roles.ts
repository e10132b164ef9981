import type { PolicyRule } from '../policy-rule.ts';
import type { Subject } from '../subject.ts';
import { events, rule } from './rule.ts';

/** A role of one Namespace, and who has it. */
export interface NamespaceRole {
  readonly namespace: string;
  readonly name: string;
  readonly rules: readonly PolicyRule[];
  /** Named like the role where it is not said. */
  readonly binding?: string;
  readonly subjects: readonly Subject[];
}

const user = (name: string): Subject => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name });
const account = (name: string): Subject => ({ kind: 'ServiceAccount', name, namespace: 'kube-system' });

const locking = (name: string, ...more: readonly string[]): NamespaceRole => ({
  namespace: 'kube-system',
  name: `system::leader-locking-${name}`,
  rules: ['leases', 'leasecandidates'].map((plural) =>
    rule('create get list update watch', 'coordination.k8s.io', plural),
  ),
  subjects: [user(`system:${name}`), ...[name, ...more].map(account)],
});

const ofController = (namespace: string, name: string, rules: readonly PolicyRule[]): NamespaceRole => ({
  namespace,
  name: `system:controller:${name}`,
  rules,
  subjects: [account(name)],
});

/** Source: v1.35 plugin/pkg/auth/authorizer/rbac/bootstrappolicy/namespace_policy.go */
export const namespaceRoles: readonly NamespaceRole[] = [
  ofController('kube-public', 'bootstrap-signer', [
    rule('read', 'core', 'configmaps'),
    rule('update', 'core', 'configmaps', 'cluster-info'),
    events,
  ]),
  {
    namespace: 'kube-system',
    name: 'extension-apiserver-authentication-reader',
    rules: [rule('read', 'core', 'configmaps', 'extension-apiserver-authentication')],
    binding: 'system::extension-apiserver-authentication-reader',
    subjects: [user('system:kube-controller-manager'), user('system:kube-scheduler')],
  },
  locking('kube-controller-manager', 'leader-election-controller'),
  locking('kube-scheduler'),
  ofController('kube-system', 'bootstrap-signer', [rule('read', 'core', 'secrets')]),
  ofController('kube-system', 'cloud-provider', [rule('create get list watch', 'core', 'configmaps')]),
  ofController('kube-system', 'token-cleaner', [rule('delete get list watch', 'core', 'secrets'), events]),
];
