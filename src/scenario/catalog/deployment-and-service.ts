import type { CatalogEntry } from './entry.ts';
import { inScenario, webDeployment } from './manifests.ts';

export const deploymentAndService: CatalogEntry = {
  name: 'deployment-and-service',
  title: 'A Deployment and its Service',
  summary: 'Who makes the three Pods, and how does a request reach one of them?',
  text: `apiVersion: podscope.dev/v1
kind: Scenario
metadata:
  name: deployment-and-service
  title: A Deployment and its Service
spec:
  until: 30s
  cluster:
    clients:
      - { service: web, from: 5s, every: 250ms, requests: 12 }
  files:
    web.yaml: |
${inScenario(webDeployment)}
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: web
      spec:
        selector:
          app: web
        ports:
        - port: 80
          targetPort: 80
  actions:
    - { at: 0s, kubectl: "apply -f web.yaml" }
`,
};
