import type { CatalogEntry } from './entry.ts';

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
      apiVersion: v1
      kind: Pod
      metadata:
        name: nginx
        labels:
          app: nginx
      spec:
        containers:
        - name: nginx
          image: nginx:1.14.22
          ports:
          - containerPort: 80
  actions:
    - { at: 0s, kubectl: "create -f nginx.yaml" }
`,
};
