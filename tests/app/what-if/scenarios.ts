const containers = (cpu: string, more = '') =>
  `containers: [{name: main, image: nginx, resources: {requests: {cpu: ${cpu}}}${more}}]`;

/** Many Pods at once, several attempts, a preemption, volumes, a second profile: what a scheduler has to keep in its head. */
export const busyScenarios: readonly (readonly [name: string, text: string])[] = [
  [
    'a Deployment larger than the cluster, and a node that is drained',
    `apiVersion: podscope.dev/v1
kind: Scenario
metadata: {name: crowd}
spec:
  until: 40s
  cluster:
    nodes:
      - {name: a, capacity: {cpu: "2", memory: 4Gi, pods: "110"}, labels: {topology.kubernetes.io/zone: x}}
      - {name: b, capacity: {cpu: "2", memory: 4Gi, pods: "110"}, labels: {topology.kubernetes.io/zone: y}}
      - {name: c, capacity: {cpu: "4", memory: 4Gi, pods: "110"}, labels: {topology.kubernetes.io/zone: x}, taints: [{key: gpu, effect: NoSchedule}]}
  files:
    web.yaml: |
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 7
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            ${containers('700m')}
  actions:
    - {kubectl: create -f web.yaml}
    - {at: 10s, kubectl: taint nodes c gpu-}
    - {at: 15s, kubectl: scale deployment web --replicas=5}
    - {at: 20s, kubectl: cordon a}
    - {at: 21s, kubectl: delete pods -l app=web --wait=false}
`,
  ],
  [
    'a Pod of high priority that others make room for',
    `apiVersion: podscope.dev/v1
kind: Scenario
metadata: {name: preemption}
spec:
  until: 60s
  cluster:
    nodes: [{name: a, capacity: {cpu: "2", memory: 4Gi, pods: "110"}}]
    objects: [{apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: high}, value: 1000}]
  files:
    low.yaml: |
      apiVersion: v1
      kind: Pod
      metadata: {name: low}
      spec: {terminationGracePeriodSeconds: 3, ${containers('1500m')}}
    high.yaml: |
      apiVersion: v1
      kind: Pod
      metadata: {name: high}
      spec: {priorityClassName: high, ${containers('1500m')}}
    third.yaml: |
      apiVersion: v1
      kind: Pod
      metadata: {name: third}
      spec: {${containers('500m')}}
  actions:
    - {kubectl: create -f low.yaml}
    - {at: 5s, kubectl: create -f high.yaml}
    - {at: 6s, kubectl: create -f third.yaml}
`,
  ],
  [
    'a second profile, and a claim that waits for its first consumer',
    `apiVersion: podscope.dev/v1
kind: Scenario
metadata: {name: profiles}
spec:
  until: 30s
  cluster:
    objects:
      - apiVersion: kubescheduler.config.k8s.io/v1
        kind: KubeSchedulerConfiguration
        profiles:
          - {schedulerName: default-scheduler}
          - schedulerName: packing
            pluginConfig:
              - name: NodeResourcesFit
                args: {scoringStrategy: {type: MostAllocated, resources: [{name: cpu, weight: 1}]}}
      - {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: local}, provisioner: kubernetes.io/no-provisioner, volumeBindingMode: WaitForFirstConsumer}
      - apiVersion: v1
        kind: PersistentVolume
        metadata: {name: disk}
        spec:
          capacity: {storage: 1Gi}
          accessModes: [ReadWriteOnce]
          storageClassName: local
          local: {path: /disk}
          nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [worker-2]}]}]}}
  files:
    pods.yaml: |
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: claim}
      spec: {storageClassName: local, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: disk}
      spec:
        ${containers('"1"', ', volumeMounts: [{name: v, mountPath: /v}]')}
        volumes: [{name: v, persistentVolumeClaim: {claimName: claim}}]
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: packed}
      spec: {schedulerName: packing, ${containers('"1"')}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: spread}
      spec: {${containers('"1"')}}
  actions: [{kubectl: create -f pods.yaml}]
`,
  ],
];
