import type { CatalogEntry } from './entry.ts';

export const selfHealing: CatalogEntry = {
  name: 'self-healing',
  title: 'Deleted, and replaced',
  summary: 'Which Pod comes back, and who brings it?',
  text: `apiVersion: podscope.dev/v1
kind: Scenario
metadata:
  name: self-healing
  title: Deleted, and replaced
spec:
  until: 45s
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
    web.yaml: |
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        replicas: 3
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
            - name: nginx
              image: nginx:1.14.2
              ports:
              - containerPort: 80
              resources:
                requests:
                  cpu: 250m
                  memory: 64Mi
  actions:
    - { at: 0s, kubectl: "create -f nginx.yaml" }
    - { at: 0s, kubectl: "apply -f web.yaml" }
    - { at: 12s, kubectl: "delete pod -l app=web --field-selector spec.nodeName=worker-2" }
    - { at: 24s, kubectl: "delete pod nginx" }
`,
};
