import { type Fields, fieldsOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';

export interface PrintedStatus {
  /** `1/2` */
  readonly ready: string;
  readonly status: string;
  readonly restarts: string;
  /** When the last of the restarted containers had ended, RFC 3339. */
  readonly restartedAt?: string;
  /** One sentence: which part of the rule gave the word. */
  readonly because: string;
}

interface Word {
  readonly status: string;
  readonly because: string;
}

/**
 * READY, STATUS and RESTARTS of `kubectl get pods`. The word is neither the phase nor a field of the API: it is put
 * together here. Source: v1.35 pkg/printers/internalversion/printers.go printPod
 */
export function printedStatus(pod: unknown): PrintedStatus {
  const spec = fieldsOf(fieldsOf(pod).spec);
  const status = fieldsOf(fieldsOf(pod).status);
  const inits = initialising(spec, status);
  const containers = running(status, inits.initialising && !isTrue(status, 'Initialized') ? undefined : inits.word);
  const skipped = inits.initialising && !isTrue(status, 'Initialized');
  const word = skipped ? inits.word : containers.word;
  const final = terminating(pod, status) ?? word;
  const total = rowsOf(spec.containers).length + inits.sidecars;
  const restarted = skipped
    ? inits
    : { restarts: containers.restarts + inits.sidecarRestarts, at: later(containers.at, inits.sidecarAt) };
  return {
    ready: `${(skipped ? 0 : containers.ready) + inits.ready}/${total}`,
    ...final,
    restarts: String(restarted.restarts),
    ...(restarted.at === undefined ? {} : { restartedAt: restarted.at }),
  };
}

const later = (a: string | undefined, b: string | undefined) => (a === undefined || (b !== undefined && b > a) ? b : a);

const condition = (status: Fields, type: string) => rowsOf(status.conditions).find((each) => each.type === type);
const isTrue = (status: Fields, type: string) => condition(status, type)?.status === 'True';

function first(status: Fields): Word {
  if (condition(status, 'PodScheduled')?.reason === 'SchedulingGated') {
    return { status: 'SchedulingGated', because: 'a scheduling gate keeps the scheduler from looking at the Pod' };
  }
  const reason = textOf(status.reason);
  if (reason !== '') return { status: reason, because: `status.reason is ${reason}` };
  const phase = textOf(status.phase);
  return { status: phase, because: `no container says anything else, so it is the phase, ${phase}` };
}

interface Inits {
  readonly word: Word;
  readonly initialising: boolean;
  readonly ready: number;
  readonly sidecars: number;
  readonly restarts: number;
  readonly at: string | undefined;
  readonly sidecarRestarts: number;
  readonly sidecarAt: string | undefined;
}

const endOfLast = (container: Fields) => {
  const finished = fieldsOf(fieldsOf(container.lastState).terminated).finishedAt;
  return typeof finished === 'string' ? finished : undefined;
};

function initialising(spec: Fields, status: Fields): Inits {
  const inits = rowsOf(spec.initContainers);
  const isSidecar = (name: unknown) => inits.some((init) => init.name === name && init.restartPolicy === 'Always');
  const sidecars = inits.filter((init) => init.restartPolicy === 'Always').length;
  let ready = 0;
  let restarts = 0;
  let at: string | undefined;
  let sidecarRestarts = 0;
  let sidecarAt: string | undefined;
  for (const [index, container] of rowsOf(status.initContainerStatuses).entries()) {
    restarts += numberOf(container.restartCount) ?? 0;
    at = later(at, endOfLast(container));
    if (isSidecar(container.name)) {
      sidecarRestarts += numberOf(container.restartCount) ?? 0;
      sidecarAt = later(sidecarAt, endOfLast(container));
    }
    const { terminated, waiting } = stateOf(container);
    if (terminated !== undefined && (numberOf(terminated.exitCode) ?? 0) === 0) continue;
    if (isSidecar(container.name) && container.started === true) {
      if (container.ready === true) ready++;
      continue;
    }
    const word = initWord(textOf(container.name), terminated, waiting, index, inits.length);
    return { word, initialising: true, ready, sidecars, restarts, at, sidecarRestarts, sidecarAt };
  }
  return { word: first(status), initialising: false, ready, sidecars, restarts, at, sidecarRestarts, sidecarAt };
}

function initWord(
  name: string,
  terminated: Fields | undefined,
  waiting: Fields | undefined,
  index: number,
  count: number,
): Word {
  if (terminated !== undefined) {
    const status = `Init:${endWord(terminated)}`;
    return { status, because: `init container ${name} ended and was not a success` };
  }
  const reason = textOf(waiting?.reason);
  if (reason !== '' && reason !== 'PodInitializing') {
    return { status: `Init:${reason}`, because: `init container ${name} waits: ${reason}` };
  }
  return {
    status: `Init:${index}/${count}`,
    because: `${index} of ${count} init containers are through, ${name} is next`,
  };
}

const stateOf = (container: Fields) => {
  const state = fieldsOf(container.state);
  const part = (name: string) =>
    state[name] === undefined || state[name] === null ? undefined : fieldsOf(state[name]);
  return { waiting: part('waiting'), running: part('running'), terminated: part('terminated') };
};

function endWord(terminated: Fields): string {
  const reason = textOf(terminated.reason);
  if (reason !== '') return reason;
  const signal = numberOf(terminated.signal) ?? 0;
  return signal !== 0 ? `Signal:${signal}` : `ExitCode:${numberOf(terminated.exitCode) ?? 0}`;
}

/** The containers from the last to the first: the first one has the last word. */
function running(status: Fields, before: Word | undefined) {
  let word = before ?? first(status);
  let ready = 0;
  let restarts = 0;
  let at: string | undefined;
  let runs = false;
  let failure: Word | undefined;
  for (const container of [...rowsOf(status.containerStatuses)].reverse()) {
    const name = textOf(container.name);
    restarts += numberOf(container.restartCount) ?? 0;
    at = later(at, endOfLast(container));
    const state = stateOf(container);
    const waits = textOf(state.waiting?.reason);
    if (waits !== '')
      word = {
        status: waits,
        because: `container ${name} waits: ${waits}, and a waiting reason is printed before the phase`,
      };
    else if (state.terminated !== undefined) {
      word = {
        status: endWord(state.terminated),
        because: `container ${name} has ended, and why it ended is printed before the phase`,
      };
      if ((numberOf(state.terminated.exitCode) ?? 0) !== 0) failure = word;
    } else if (container.ready === true && state.running !== undefined) {
      runs = true;
      ready++;
    }
  }
  if (word.status === 'Completed') word = afterCompletion(word, status, runs, failure);
  return { word, ready, restarts, at };
}

/** A container that is done does not speak for a pod that still runs. */
function afterCompletion(word: Word, status: Fields, runs: boolean, failure: Word | undefined): Word {
  if (runs && isTrue(status, 'Ready'))
    return { status: 'Running', because: 'one container is done, another runs, and the Pod is ready' };
  if (failure !== undefined) return failure;
  return runs ? { status: 'NotReady', because: 'one container is done, another runs, and the Pod is not ready' } : word;
}

function terminating(pod: unknown, status: Fields): Word | undefined {
  if (fieldsOf(fieldsOf(pod).metadata).deletionTimestamp === undefined) return undefined;
  if (status.reason === 'NodeLost')
    return { status: 'Unknown', because: 'the Pod is being deleted and its node is lost' };
  const phase = textOf(status.phase);
  if (phase === 'Succeeded' || phase === 'Failed') return undefined;
  return { status: 'Terminating', because: 'deletionTimestamp is set and the Pod has not ended yet' };
}
