export type StepNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** One of the seven steps from a file to a reachable Pod. */
export interface Step {
  readonly number: StepNumber;
  readonly verb: string;
  /** What the step is for, in the words that stand beside the verb everywhere. */
  readonly purpose: string;
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
    documentation: `${docs}/concepts/security/controlling-access/`,
  },
  {
    number: 3,
    verb: 'React',
    purpose: 'add what the wish implies',
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
    oftenToldAs: {
      told: 'the API server contacts the node',
      really: 'In v1.35 it never does: the kubelet was watching.',
    },
    documentation: `${docs}/concepts/containers/cri/`,
  },
  {
    number: 6,
    verb: 'Report',
    purpose: 'say what became of it',
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
