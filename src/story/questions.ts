import type { EndpointSlice, Pod } from '../kubernetes/api/types.ts';
import { printedStatus } from '../kubernetes/kubectl/printers/pod-status.ts';
import { frameAt } from '../trace/frame.ts';
import { feasibleCount } from './narration/place.ts';
import { firstWave, madeByControllers } from './narration/react.ts';
import { podsAt } from './run-facts.ts';
import type { StepNumber } from './steps.ts';
import type { Stop } from './stops.ts';
import type { Story } from './tell.ts';
import { capital, countWord, duration } from './words.ts';

/** One question at a stop, with its answer out of the trace. */
export interface Question {
  readonly asks: string;
  readonly options: readonly string[];
  readonly answer: string;
  /** One sentence, shown after the answer. */
  readonly because: string;
  /** What is hidden while the question is open: the printed status on the map, or what kube-scheduler decided. */
  readonly hides?: 'status' | 'decision';
  /** Options are something that a machine prints. */
  readonly mono?: boolean;
}

type Ask = (story: Story, stop: Stop) => Question | undefined;

const asks: Readonly<Record<StepNumber, Ask>> = {
  1: whereIsIt,
  2: whoActs,
  3: howManyNodesFit,
  4: whoTellsTheKubelet,
  5: whatIsPrinted,
  6: whatFollows,
  7: whoPicksThePod,
};

/** The question of a stop; none when the flow ends there or the step is played a second time. */
export function questionAt(story: Story, stop: Stop): Question | undefined {
  return stop.kind === 'step' ? asks[stop.step](story, stop) : undefined;
}

function whereIsIt(story: Story): Question | undefined {
  if (story.outcome.stoppedAt === 1) return undefined;
  if (story.outcome.stoppedAt === 2) {
    return {
      asks: 'Who will check whether you may do this?',
      options: ['kubectl', 'kube-apiserver', 'etcd'],
      answer: 'kube-apiserver',
      because: 'kubectl sends whatever it is given; every check is made by the API server.',
    };
  }
  return {
    asks: 'When kubectl says “created”, where is it?',
    options: ['in etcd only', 'on a node', 'in a queue'],
    answer: 'in etcd only',
    because: 'kubectl gets its answer as soon as the record is stored; no node knows of it yet.',
  };
}

function whoActs(story: Story): Question | undefined {
  if (story.facts.pods.length === 0) return undefined;
  const react = story.stops.find(({ step, kind }) => step === 3 && kind === 'step');
  const made = madeByControllers(story, (react?.at ?? 0) + firstWave)
    .filter(({ kind }) => kind === 'Pod')
    .reduce((sum, { names }) => sum + names.length, 0);
  const answer = made === 0 ? 'none' : countWord(made);
  return {
    asks: 'How many Pods will controllers add?',
    options: [...new Set(['none', 'one', answer, 'three'])],
    answer,
    because:
      made === 0
        ? 'A bare Pod has no owner: every controller sees it and leaves it alone.'
        : 'Pods come from the controllers, each caused by the object above it.',
  };
}

function howManyNodesFit({ index, facts }: Story): Question | undefined {
  const decision = index.decisions.find(({ kind }) => kind === 'filter');
  const count = feasibleCount(decision?.data);
  const total = index.trace.nodes.length;
  if (!decision || count === undefined) return undefined;
  const options = [...new Set([0, 1, count, total])].toSorted((a, b) => a - b).map(String);
  return {
    asks: `How many of ${total} nodes can take the ${facts.pods.length > 1 ? 'first ' : ''}Pod?`,
    options,
    answer: String(count),
    because: decision.says,
    hides: 'decision',
  };
}

function whoTellsTheKubelet({ facts }: Story, { at }: Stop): Question | undefined {
  const node = podsAt(facts, at).find(({ spec }) => spec.nodeName !== undefined)?.spec.nodeName;
  if (node === undefined) return undefined;
  return {
    asks: `Who calls the kubelet on ${node} now?`,
    options: ['kube-scheduler', 'kube-apiserver', 'nobody'],
    answer: 'nobody',
    because: 'The kubelet keeps a watch open and is told of Pods with its own name in nodeName.',
  };
}

function whatIsPrinted(story: Story, stop: Stop): Question | undefined {
  const pods = podsAt(story.facts, stop.at);
  const [pod] = pods;
  if (!pod) return undefined;
  if (pods.length > 1) return howManyRun(pods);
  const { status, because } = printedStatus(pod);
  const options = [...new Set(['Pending', 'ContainerCreating', 'Running', status])];
  return {
    asks: 'What does kubectl get pods print now?',
    options,
    answer: status,
    because: `${capital(because)}.`,
    hides: 'status',
    mono: true,
  };
}

/** Of several Pods it is asked how many kubectl prints as Running: containers run before the API server is told. */
function howManyRun(pods: readonly Pod[]): Question {
  const running = pods.filter((pod) => printedStatus(pod).status === 'Running').length;
  const options = [...new Set([0, running, 1, pods.length])].toSorted((a, b) => a - b);
  return {
    asks: `Of how many of the ${countWord(pods.length)} Pods does kubectl print Running now?`,
    options: options.map(String),
    answer: String(running),
    because: 'The containers run; kubectl prints what the kubelets have reported, and each looks once a second.',
    hides: 'status',
  };
}

/** After the report: when a failed container is tried again; with a Service, whether the Pod has traffic already. */
function whatFollows(story: Story, stop: Stop): Question | undefined {
  const frame = frameAt(story.index, stop.at);
  const running = podsAt(story.facts, stop.at).some((pod) => printedStatus(pod).status === 'Running');
  if (!running) return whenAgain(story, stop);
  const hasService = frame.list('services').some(({ metadata }) => metadata.name !== 'kubernetes');
  return hasService ? isItReachable(story, stop) : whoReported(story);
}

function isItReachable(story: Story, stop: Stop): Question {
  const slices = frameAt(story.index, stop.at).list('endpointslices') as readonly EndpointSlice[];
  const mine = new Set(story.facts.pods.map(({ name }) => name));
  const listed = slices.some(({ endpoints }) =>
    (endpoints ?? []).some(
      ({ targetRef, conditions }) => mine.has(targetRef?.name ?? '') && conditions?.ready !== false,
    ),
  );
  return {
    asks: `Does a Service send traffic to ${mine.size > 1 ? 'any of them' : 'it'} by now?`,
    options: ['yes', 'no'],
    answer: listed ? 'yes' : 'no',
    because: listed
      ? `An EndpointSlice lists ${mine.size > 1 ? 'an address of theirs' : 'its address'} as ready.`
      : `No EndpointSlice lists ${mine.size > 1 ? 'an address of theirs' : 'its address'} at this moment.`,
  };
}

function whoReported({ facts }: Story): Question {
  return {
    asks: `Who told kube-apiserver that the ${facts.pods.length > 1 ? 'containers run' : 'container runs'}?`,
    options: ['containerd', 'the kubelet', 'kube-scheduler'],
    answer: 'the kubelet',
    because: 'containerd answers the kubelet of its node and nobody else; the kubelet writes the status.',
  };
}

/** When the next pull or start comes, as it comes in this run. */
function whenAgain({ index, facts }: Story, { at }: Stop): Question | undefined {
  const keys = new Set(facts.pods.map(({ namespace, name }) => `${namespace}/${name}`));
  const tries = index.messages.flatMap(({ sentAt, body }) =>
    body.type === 'cri-call' &&
    (body.call === 'PullImage' || body.call === 'StartContainer') &&
    keys.has(body.pod ?? '')
      ? [sentAt]
      : [],
  );
  const last = tries.findLast((each) => each <= at);
  const next = tries.find((each) => each > at);
  if (last === undefined || next === undefined) return undefined;
  const wait = next - last;
  return {
    asks: 'When will the kubelet try again?',
    options: ['at once', `after ${duration(wait)}`, 'never'],
    answer: `after ${duration(wait)}`,
    because:
      'After each failure the wait doubles, from 10 s up to 5 minutes; then the kubelet tries in its next round.',
  };
}

function whoPicksThePod(): Question {
  return {
    asks: 'Who picks the Pod for each connection?',
    options: ['kube-proxy', 'the kernel', 'the Service'],
    answer: 'the kernel',
    because: 'kube-proxy only writes rules; packets never pass through it.',
  };
}
