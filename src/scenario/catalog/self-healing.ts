import type { CatalogEntry } from './entry.ts';
import { inScenario, nginxPod, webDeployment } from './manifests.ts';

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
${inScenario(nginxPod)}
    web.yaml: |
${inScenario(webDeployment)}
  actions:
    - { at: 0s, kubectl: "create -f nginx.yaml" }
    - { at: 0s, kubectl: "apply -f web.yaml" }
    - { at: 12s, kubectl: "delete pod -l app=web --field-selector spec.nodeName=worker-2" }
    - { at: 24s, kubectl: "delete pod nginx" }
`,
};
