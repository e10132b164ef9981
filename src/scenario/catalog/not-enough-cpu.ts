import type { CatalogEntry } from './entry.ts';

export const notEnoughCpu: CatalogEntry = {
  name: 'not-enough-cpu',
  title: 'Pending, until a neighbour leaves',
  summary: 'What do the numbers in the sentence of the scheduler count?',
  text: `apiVersion: podscope.dev/v1
kind: Scenario
metadata:
  name: not-enough-cpu
  title: Pending, until a neighbour leaves
spec:
  until: 30s
  cluster:
    nodes:
      - name: worker-1
        capacity: { cpu: "2", memory: 4Gi }
      - name: worker-2
        capacity: { cpu: "2", memory: 4Gi }
      - name: worker-3
        capacity: { cpu: "2", memory: 4Gi }
        taints: [{ key: dedicated, value: gpu, effect: NoSchedule }]
    objects:
      - apiVersion: v1
        kind: Pod
        metadata: { name: batch-1 }
        spec:
          containers:
            - name: batch
              image: busybox:1.28
              command: [sh, -c, "trap 'exit 0' TERM; while true; do sleep 1; done"]
              resources: { requests: { cpu: 1500m } }
      - apiVersion: v1
        kind: Pod
        metadata: { name: batch-2 }
        spec:
          containers:
            - name: batch
              image: busybox:1.28
              command: [sh, -c, "trap 'exit 0' TERM; while true; do sleep 1; done"]
              resources: { requests: { cpu: 1500m } }
  files:
    report.yaml: |
      apiVersion: v1
      kind: Pod
      metadata:
        name: report
      spec:
        containers:
        - name: report
          image: nginx:1.14.2
          resources:
            requests:
              cpu: "1"
              memory: 256Mi
  actions:
    - { at: 0s, kubectl: "create -f report.yaml" }
    - { at: 12s, kubectl: "delete pod batch-1" }
`,
};
