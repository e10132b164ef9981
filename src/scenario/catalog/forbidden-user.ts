import type { CatalogEntry } from './entry.ts';

export const forbiddenUser: CatalogEntry = {
  name: 'forbidden-user',
  title: 'Refused at authorization',
  summary: 'Why does nobody look at the manifest of a user without rights?',
  text: `apiVersion: podscope.dev/v1
kind: Scenario
metadata:
  name: forbidden-user
  title: Refused at authorization
spec:
  until: 10s
  cluster:
    users:
      alice: { groups: [dev] }
  files:
    nginx.yaml: |
      apiVersion: v1
      kind: Pod
      metadata:
        name: nginx
        labels:
          app: nginx
      spec:
        containers:
        - name: nginx
          image: nginx:1.14.2
          ports:
          - containerPort: 80
  actions:
    - { at: 0s, kubectl: "create -f nginx.yaml", as: alice }
`,
};
