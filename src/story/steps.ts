export type StepNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** One of the seven steps from a file to a reachable Pod. */
export interface Step {
  readonly number: StepNumber;
  readonly verb: string;
  /** What the step is for, in the words that stand beside the verb everywhere. */
  readonly purpose: string;
  /** What is going on while the step plays, before anything of its outcome is said. */
  readonly meanwhile: string;
  /** How the step is usually told, where that differs from what happens in v1.35. */
  readonly oftenToldAs?: { readonly told: string; readonly really: string };
  readonly documentation: string;
}

const docs = 'https://kubernetes.io/docs';

export const steps: readonly Step[] = [
  {
    number: 1,
    verb: 'Ask',
    purpose: 'turn a file into a request',
    meanwhile: 'kubectl reads the file, turns it into JSON and sends it to kube-apiserver. It speaks to nobody else.',
    oftenToldAs: {
      told: 'kubectl checks the manifest',
      really: 'In v1.35 the API server does; kubectl only turns YAML into JSON.',
    },
    documentation: `${docs}/reference/using-api/api-concepts/`,
  },
  {
    number: 2,
    verb: 'Store',
    purpose: 'make the wish durable',
    meanwhile:
      'kube-apiserver asks who you are, whether you may, and whether the object makes sense. Then it writes it to etcd, and only then answers.',
    documentation: `${docs}/concepts/security/controlling-access/`,
  },
  {
    number: 3,
    verb: 'React',
    purpose: 'add what the wish implies',
    meanwhile:
      'Whoever watches is told of the new object. A controller adds what it implies; what is complete already is left alone.',
    oftenToldAs: {
      told: 'the controller manager creates the Pod',
      really: 'A bare Pod is already complete: the controllers see it and leave it.',
    },
    documentation: `${docs}/concepts/architecture/controller/`,
  },
  {
    number: 4,
    verb: 'Place',
    purpose: 'choose a node',
    meanwhile:
      'kube-scheduler is told of a Pod without a node. It sieves out the nodes that cannot take it, scores the others and binds the Pod to the best.',
    oftenToldAs: {
      told: 'the API server asks the scheduler',
      really: 'In v1.35 nobody calls it: the scheduler was watching.',
    },
    documentation: `${docs}/concepts/scheduling-eviction/kube-scheduler/`,
  },
  {
    number: 5,
    verb: 'Run',
    purpose: 'make the record a running process',
    meanwhile:
      'The kubelet of that node is told through its own watch. It mounts the volumes and has the runtime make a sandbox, get the image and start the container.',
    oftenToldAs: {
      told: 'the API server contacts the node',
      really: 'Not to start a Pod: in v1.35 the kubelet was watching.',
    },
    documentation: `${docs}/concepts/containers/cri/`,
  },
  {
    number: 6,
    verb: 'Report',
    purpose: 'say what became of it',
    meanwhile: 'The kubelet looks at its containers once a second and tells kube-apiserver what became of them.',
    oftenToldAs: {
      told: 'Running means that the container has just started',
      really: 'The node knew up to a second before the API server did.',
    },
    documentation: `${docs}/concepts/workloads/pods/pod-lifecycle/`,
  },
  {
    number: 7,
    verb: 'Connect',
    purpose: 'make it reachable',
    meanwhile:
      'A controller writes the addresses of ready Pods into an EndpointSlice, and each kube-proxy turns that into rules of its node.',
    oftenToldAs: {
      told: 'kube-proxy gives the Pod its network',
      really: 'The Pod’s network came with its sandbox; kube-proxy only writes rules for Services.',
    },
    documentation: `${docs}/concepts/services-networking/service/`,
  },
];

/** The step with this number. */
export function stepOf(number: StepNumber): Step {
  const step = steps[number - 1];
  if (!step) throw new Error(`there is no step ${number}`);
  return step;
}
