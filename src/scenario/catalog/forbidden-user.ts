import type { CatalogEntry } from './entry.ts';
import { inScenario, nginxPod } from './manifests.ts';

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
${inScenario(nginxPod)}
  actions:
    - { at: 0s, kubectl: "create -f nginx.yaml", as: alice }
`,
};
