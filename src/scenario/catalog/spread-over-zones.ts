import type { CatalogEntry } from './entry.ts';

export const spreadOverZones: CatalogEntry = {
  name: 'spread-over-zones',
  title: 'Room enough, and still Pending',
  summary: 'Two zones have room for all five Pods. Why do only two of them run?',
  text: `apiVersion: podscope.dev/v1
kind: Scenario
metadata:
  name: spread-over-zones
  title: Room enough, and still Pending
spec:
  until: 30s
  cluster:
    nodes:
      - name: worker-1
        labels: { topology.kubernetes.io/zone: east }
      - name: worker-2
        labels: { topology.kubernetes.io/zone: north }
      - name: worker-3
        labels: { topology.kubernetes.io/zone: west }
        unschedulable: true
  files:
    web.yaml: |
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        replicas: 5
        selector:
          matchLabels: { app: web }
        template:
          metadata:
            labels: { app: web }
          spec:
            topologySpreadConstraints:
            - maxSkew: 1
              topologyKey: topology.kubernetes.io/zone
              whenUnsatisfiable: DoNotSchedule
              labelSelector:
                matchLabels: { app: web }
            containers:
            - name: web
              image: nginx:1.27
              resources:
                requests: { cpu: 100m }
  actions:
    - { at: 0s, kubectl: "apply -f web.yaml" }
    - { at: 12s, kubectl: "uncordon worker-3" }
`,
};
