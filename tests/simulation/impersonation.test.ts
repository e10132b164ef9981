import { expect, it } from 'vitest';
import { auditLog } from '../../src/trace/audit-log.ts';
import { runOfCommands } from './commands-run.ts';

const roles = `
    objects:
      - apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: reader, namespace: default }
        rules: [{ apiGroups: [""], resources: [pods], verbs: [list] }]
      - apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: readers, namespace: default }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }
        subjects: [{ kind: User, name: alice }]
    users: { bob: { groups: [] } }`;

it('a request counts for the impersonated user, and the audit log names both', () => {
  const trace = runOfCommands({ cluster: roles, actions: ['get pods --as alice', 'get nodes --as alice'] });
  expect(trace.commands.map(({ stderr }) => stderr)).toEqual([
    'No resources found in default namespace.\n',
    'Error from server (Forbidden): nodes is forbidden: User "alice" cannot list resource "nodes" in API group "" at the cluster scope\n',
  ]);
  const first = auditLog(trace).find(({ objectRef }) => objectRef?.['resource'] === 'pods');
  expect(first?.user.username).toBe('kubernetes-admin');
  expect(first?.impersonatedUser).toEqual({ username: 'alice', groups: ['system:authenticated'] });
});

it('nobody acts for another without the right to impersonate', () => {
  const trace = runOfCommands({ cluster: roles, actions: ['get pods --as alice'], as: 'bob' });
  expect(trace.commands[0]?.stderr).toBe(
    'Error from server (Forbidden): users "alice" is forbidden: User "bob" cannot impersonate resource "users" in API group "" at the cluster scope\n',
  );
});

it('a service account comes with its groups', () => {
  const trace = runOfCommands({ cluster: roles, actions: ['auth whoami --as system:serviceaccount:team:bot'] });
  expect(trace.commands[0]?.stdout).toContain(
    '[system:serviceaccounts system:serviceaccounts:team system:authenticated]',
  );
});
