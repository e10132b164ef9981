import type { CatalogEntry } from './entry.ts';

export const crashLoop: CatalogEntry = {
  name: 'crash-loop',
  title: 'A program that ends with 1',
  summary: 'How long are the waits, and what does kubectl print during them?',
  text: `apiVersion: podscope.dev/v1
kind: Scenario
metadata:
  name: crash-loop
  title: A program that ends with 1
spec:
  until: 150s
  files:
    crash.yaml: |
      apiVersion: v1
      kind: Pod
      metadata:
        name: crash
      spec:
        containers:
        - name: app
          image: busybox:1.28
          command: ["sh", "-c", "echo starting; sleep 1; echo 'fatal: no config' >&2; exit 1"]
  actions:
    - { at: 0s, kubectl: "create -f crash.yaml" }
`,
};
