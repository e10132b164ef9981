import type { CatalogEntry } from './entry.ts';
import { inScenario, nginxPod } from './manifests.ts';

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
${inScenario(nginxPod)}
  actions:
    - { at: 0s, kubectl: "create -f nginx.yaml" }
`,
};
