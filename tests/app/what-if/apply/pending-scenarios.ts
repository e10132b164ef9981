interface Pending {
  readonly name: string;
  /** Nodes in flow style: `{name: a, …}`. */
  readonly nodes: readonly string[];
  readonly objects?: readonly string[];
  readonly file: string;
  /** Words that stand in a change that has to be among the offered ones. */
  readonly offers: readonly string[];
}

const small = 'capacity: {cpu: "2", memory: 4Gi, pods: "110"}';
const main = (more = '') => `{name: main, image: nginx:1.27, resources: {requests: {cpu: 500m}}${more}}`;

const pod = (spec: string, labels = '{app: web}') => `# The Pod that waits.
apiVersion: v1
kind: Pod
metadata:
  name: waits
  labels: ${labels}
spec:
${spec
  .trim()
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
`;

const running = (name: string, node: string, more = '', labels = '{app: web}') =>
  `{apiVersion: v1, kind: Pod, metadata: {name: ${name}, namespace: default, labels: ${labels}}, spec: {nodeName: ${node}, containers: [${main()}]${more}}}`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: waits}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      # As much as the old machine had.
      containers:
      - name: main
        image: nginx:1.27
        resources:
          requests:
            cpu: "6" # cores
`;

/** A Pod that waits, one scenario for everything that can be changed about it. */
export const pendingScenarios: readonly Pending[] = [
  {
    name: 'a request that is too large, in a Pod of one container',
    nodes: [`{name: a, ${small}}`, `{name: b, ${small}}`],
    file: pod(`containers: [{name: main, image: nginx:1.27, resources: {requests: {cpu: "6", memory: 64Mi}}}]`),
    offers: ['requests.cpu', 'add a node'],
  },
  {
    name: 'requests of several containers that are too large together',
    nodes: [`{name: a, ${small}}`],
    file: pod(`
containers:
  - {name: one, image: nginx:1.27, resources: {requests: {cpu: "3"}}}
  - {name: two, image: redis:7, resources: {requests: {cpu: 1500m}, limits: {cpu: "2"}}}`),
    offers: ['requests.cpu', 'add a node'],
  },
  {
    name: 'a limit alone, which is a request, too',
    nodes: [`{name: a, ${small}}`],
    file: pod(`containers: [{name: main, image: nginx:1.27, resources: {limits: {cpu: "6", memory: 6Gi}}}]`),
    offers: ['requests.cpu, requests.memory'],
  },
  {
    name: 'a Deployment that asks for too much',
    nodes: [`{name: a, ${small}}`],
    file: deployment,
    offers: ['requests.cpu', 'add a node'],
  },
  {
    name: 'a taint',
    nodes: [`{name: a, ${small}, taints: [{key: dedicated, value: batch, effect: NoSchedule}]}`],
    file: pod(`containers: [${main()}]`),
    offers: ['tolerations', 'take the taint', 'add a node'],
  },
  {
    name: 'two taints, and a toleration that is there already',
    nodes: [
      `{name: a, ${small}, taints: [{key: gpu, effect: NoExecute}, {key: dedicated, value: x, effect: NoSchedule}]}`,
    ],
    file: pod(`containers: [${main()}]\ntolerations:\n- {key: other, operator: Exists} # kept`),
    offers: ['tolerations', 'take the taint'],
  },
  {
    name: 'a cordoned node',
    nodes: [`{name: a, ${small}, unschedulable: true}`],
    file: pod(`containers: [${main()}]`),
    offers: ['uncordon a'],
  },
  {
    name: 'a label that no node has',
    nodes: [`{name: a, ${small}}`],
    file: pod(`containers: [${main()}]\nnodeSelector: {disk: ssd}`),
    offers: ['nodeSelector', 'label a with disk=ssd'],
  },
  {
    name: 'a required node affinity',
    nodes: [`{name: a, ${small}, labels: {disk: hdd}}`],
    file: pod(`
containers: [${main()}]
affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms: [{matchExpressions: [{key: disk, operator: In, values: [ssd, nvme]}]}]`),
    offers: ['nodeAffinity', 'label a with disk=ssd'],
  },
  {
    name: 'a port of the node that another Pod has',
    nodes: [`{name: a, ${small}}`],
    objects: [
      `{apiVersion: v1, kind: Pod, metadata: {name: first, namespace: default}, spec: {nodeName: a, containers: [${main(', ports: [{containerPort: 80, hostPort: 8080}]')}]}}`,
    ],
    file: pod(`containers: [${main(', ports: [{containerPort: 80, hostPort: 8080}]')}]`),
    offers: ['ports.hostPort', 'delete first'],
  },
  {
    name: 'anti-affinity',
    nodes: [`{name: a, ${small}}`],
    objects: [running('first', 'a')],
    file: pod(`
containers: [${main()}]
affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}`),
    offers: ['podAntiAffinity', 'delete first', 'add a node'],
  },
  {
    name: 'affinity to a Pod that is not there',
    nodes: [`{name: a, ${small}}`],
    file: pod(`
containers: [${main()}]
affinity:
  podAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db}}}`),
    offers: ['podAffinity'],
  },
  {
    name: 'a spread that would be too uneven',
    nodes: [
      `{name: a, ${small}, labels: {topology.kubernetes.io/zone: x}}`,
      `{name: b, ${small}, labels: {topology.kubernetes.io/zone: y}, taints: [{key: gpu, effect: NoSchedule}]}`,
    ],
    objects: [running('first', 'a')],
    file: pod(`
containers: [${main()}]
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: DoNotSchedule
    labelSelector: {matchLabels: {app: web}}`),
    offers: ['topologySpreadConstraints', 'tolerations'],
  },
  {
    name: 'a node full of Pods',
    nodes: ['{name: a, capacity: {cpu: "4", memory: 4Gi, pods: "2"}}'],
    objects: [running('first', 'a', '', '{app: one}'), running('second', 'a', '', '{app: two}')],
    file: pod(`containers: [${main()}]`),
    offers: ['delete', 'add a node'],
  },
  {
    name: 'two reasons at once',
    nodes: [`{name: a, ${small}}`],
    objects: [running('first', 'a')],
    file: pod(`
containers: [{name: main, image: nginx:1.27, resources: {requests: {cpu: "4"}}}]
affinity:
  podAntiAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}`),
    offers: ['requests.cpu', 'podAntiAffinity'],
  },
];

/** The whole text of such a scenario. */
export const pendingText = ({ nodes, objects = [], file }: Pending): string => `apiVersion: podscope.dev/v1
kind: Scenario
metadata: {name: pending}
spec:
  until: 40s
  cluster:
    nodes: [${nodes.join(', ')}]
    objects: [${objects.join(', ')}]
  files:
    pod.yaml: |
${file
  .split('\n')
  .map((line) => (line === '' ? '' : `      ${line}`))
  .join('\n')}
  actions: [{kubectl: create -f pod.yaml}]
`;
