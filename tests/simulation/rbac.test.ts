import { expect, test } from 'vitest';
import { runOfCommands } from './commands-run.ts';

const admin = (name: string): string => `create rolebinding ${name} --clusterrole=admin --user=dora`;

const said = (trace: ReturnType<typeof runOfCommands>, words: string) =>
  trace.commands.find(({ command }) => command.includes(words));

test('the roles of the bootstrap policy are objects like any other', () => {
  const trace = runOfCommands({
    actions: [
      'get clusterrole edit -o yaml',
      'get clusterrolebinding cluster-admin -o wide',
      'get role -n kube-system',
      'auth can-i delete nodes',
    ],
  });
  const edit = said(trace, 'clusterrole edit')?.stdout ?? '';
  expect(edit).toContain('rbac.authorization.kubernetes.io/autoupdate: "true"');
  expect(edit).toContain('rbac.authorization.k8s.io/aggregate-to-admin: "true"');
  expect(edit).toContain('clusterRoleSelectors');
  expect(edit).toContain('- pods/eviction');
  expect(said(trace, 'cluster-admin -o wide')?.stdout).toMatch(
    /cluster-admin +ClusterRole\/cluster-admin +60m +system:masters/,
  );
  expect(said(trace, 'get role -n')?.stdout).toMatch(/^extension-apiserver-authentication-reader /m);
  expect(said(trace, 'can-i')?.stdout).toBe('yes\n');
});

test('rights are what the stored bindings give: without the binding they are gone', () => {
  const trace = runOfCommands({
    actions: [
      'auth can-i get pods --as dora',
      'create clusterrolebinding look --clusterrole=view --user=dora',
      'auth can-i list pods --as dora',
      'delete clusterrolebinding look',
      'auth can-i watch pods --as dora',
    ],
  });
  expect(said(trace, 'can-i get')?.stdout).toBe('no\n');
  expect(said(trace, 'can-i list')?.stdout).toBe('yes\n');
  expect(said(trace, 'can-i watch')?.stdout).toBe('no\n');
});

test('a role that is labelled joins the role that gathers it', () => {
  const joins = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: crontabs
  labels: { rbac.authorization.k8s.io/aggregate-to-view: "true" }
rules:
- { apiGroups: [stable.example.com], resources: [crontabs], verbs: [get, list, watch] }
`;
  const trace = runOfCommands({
    actions: ['create -f role.yaml', 'describe clusterrole view', 'describe clusterrole admin'],
    files: { 'role.yaml': joins },
  });
  for (const role of ['view', 'admin'])
    expect(said(trace, `clusterrole ${role}`)?.stdout).toMatch(
      /crontabs\.stable\.example\.com +\[\] +\[\] +\[get list watch\]/,
    );
});

test('nobody gives away rights that they do not have', () => {
  const trace = runOfCommands({
    actions: [
      admin('first'),
      'create role reader --verb=get --resource=pods --as dora --as-group devs',
      'create role noder --verb=get --verb=list --resource=nodes --as dora --as-group devs',
      'create rolebinding all --clusterrole=cluster-admin --user=dora --as dora',
      'create rolebinding none --clusterrole=nosuch --user=dora --as dora',
    ],
  });
  expect(said(trace, 'role reader')?.code).toBe(0);
  expect(said(trace, 'role noder')?.stderr).toContain(
    'roles.rbac.authorization.k8s.io "noder" is forbidden: user "dora" (groups=["devs" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["nodes"], Verbs:["get" "list"]}\n',
  );
  expect(said(trace, 'rolebinding all')?.stderr).toContain(
    'rolebindings.rbac.authorization.k8s.io "all" is forbidden: user "dora" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:["*"], Resources:["*"], Verbs:["*"]}\n{NonResourceURLs:["*"], Verbs:["*"]}\n',
  );
  expect(said(trace, 'rolebinding none')?.stderr).toContain(
    'clusterroles.rbac.authorization.k8s.io "nosuch" not found',
  );
});

test('whoever may bind a role gives it away without having it', () => {
  const trace = runOfCommands({
    actions: [
      admin('first'),
      'create clusterrole binder --verb=bind --resource=clusterroles --resource-name=cluster-admin',
      'create clusterrolebinding binder --clusterrole=binder --user=dora',
      'create rolebinding all --clusterrole=cluster-admin --user=emil --as dora',
    ],
  });
  expect(said(trace, 'rolebinding all')?.code).toBe(0);
});
