import type { CatalogEntry } from './entry.ts';

export const nginx: CatalogEntry = {
  name: 'nginx',
  title: 'One bare Pod',
  summary: 'What happens between kubectl create and a running container?',
  text: `apiVersion: podscope.dev/v1
kind: Scenario
metadata:
  name: nginx
  title: One bare Pod
spec:
  until: 30s
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
    - { at: 0s, kubectl: "create -f nginx.yaml" }
`,
};
