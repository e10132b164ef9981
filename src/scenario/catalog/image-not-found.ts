import type { CatalogEntry } from './entry.ts';
import { inScenario, nginxPodOf } from './manifests.ts';

export const imageNotFound: CatalogEntry = {
  name: 'image-not-found',
  title: 'A tag that does not exist',
  summary: 'Where does the pull fail, and why do two words alternate?',
  text: `apiVersion: podscope.dev/v1
kind: Scenario
metadata:
  name: image-not-found
  title: A tag that does not exist
spec:
  until: 95s
  cluster:
    images:
      - name: nginx:1.14.22
        pull: { error: not-found }
  files:
    nginx.yaml: |
${inScenario(nginxPodOf('1.14.22'))}
  actions:
    - { at: 0s, kubectl: "create -f nginx.yaml" }
`,
};
