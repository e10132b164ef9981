import type { CatalogEntry } from './entry.ts';

export const preemption: CatalogEntry = {
  name: 'preemption',
  title: 'Important work makes room',
  summary: 'Who has to leave, and what comes of those who had to?',
  text: `apiVersion: podscope.dev/v1
kind: Scenario
metadata:
  name: preemption
  title: Important work makes room
spec:
  until: 30s
  cluster:
    nodes:
      - name: worker-1
        capacity: { cpu: "2", memory: 4Gi }
      - name: worker-2
        capacity: { cpu: "2", memory: 4Gi }
    objects:
      - apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: { name: urgent }
        value: 1000
        description: May push others aside
  files:
    batch.yaml: |
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: batch
      spec:
        replicas: 4
        selector:
          matchLabels: { app: batch }
        template:
          metadata:
            labels: { app: batch }
          spec:
            containers:
            - name: batch
              image: nginx:1.27
              resources:
                requests: { cpu: 900m }
    urgent.yaml: |
      apiVersion: v1
      kind: Pod
      metadata:
        name: urgent
      spec:
        priorityClassName: urgent
        containers:
        - name: urgent
          image: nginx:1.27
          resources:
            requests: { cpu: 1500m }
  actions:
    - { at: 0s, kubectl: "apply -f batch.yaml" }
    - { at: 12s, kubectl: "create -f urgent.yaml" }
`,
};
