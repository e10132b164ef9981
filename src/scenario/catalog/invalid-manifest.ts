import type { CatalogEntry } from './entry.ts';

export const invalidManifest: CatalogEntry = {
  name: 'invalid-manifest',
  title: 'Refused at validation',
  summary: 'What does the API server say, and where does the request end?',
  text: `apiVersion: podscope.dev/v1
kind: Scenario
metadata:
  name: invalid-manifest
  title: Refused at validation
spec:
  until: 10s
  files:
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
              app: wbe
          spec:
            containers:
            - name: nginx
              image: nginx:1.14.2
              ports:
              - containerPort: 80000
  actions:
    - { at: 0s, kubectl: "create -f web.yaml" }
`,
};
