import type { Container, ContainerStatus, Pod } from '../../kubernetes/api/types.ts';
import type { Frame } from '../../trace/frame.ts';
import type { NodeFact } from '../../trace/trace.ts';

export type ContainerMarkState =
  | 'waiting'
  | 'pulling'
  | 'created'
  | 'running'
  | 'ready'
  | 'stopping'
  | 'exited'
  | 'failed'
  | 'back-off';

/** What is seen of a container: what is really on the node, and of readiness what the API server knows. */
export interface ContainerView {
  readonly name: string;
  readonly kind: 'init' | 'main' | 'ephemeral';
  readonly image: string;
  readonly state: ContainerMarkState;
  readonly word: string;
  readonly detail: string;
  /** Of a pull: how far. Of a back-off: how much of the wait is left. 0 to 1. */
  readonly share: number;
}

/**
 * The containers of a Pod that matter now: its own, those init containers that have something to do or to say, sidecars
 * among them, and ephemeral ones once the node has them.
 * @param hidesStatus what only the API server knows is not given away while somebody is asked for it
 */
export function containerViews(frame: Frame, pod: Pod, hidesStatus = false): readonly ContainerView[] {
  const { initContainers = [], containers, ephemeralContainers = [] } = pod.spec;
  const { initContainerStatuses, containerStatuses, ephemeralContainerStatuses } = pod.status ?? {};
  const seen = (
    list: readonly Container[],
    statuses: readonly ContainerStatus[] | undefined,
    kind: ContainerView['kind'],
  ) => viewsOf(frame, pod, list, statuses, hidesStatus).map((view): ContainerView => ({ ...view, kind }));
  const inits = seen(initContainers, initContainerStatuses, 'init')
    .filter(({ state }) => state !== 'waiting' && state !== 'exited')
    .map((view) => (view.detail === view.image ? { ...view, detail: `init: ${view.name}` } : view));
  const added = seen(ephemeralContainers, ephemeralContainerStatuses, 'ephemeral').filter(
    ({ state }) => state !== 'waiting',
  );
  return [...inits, ...seen(containers, containerStatuses, 'main'), ...added];
}

function viewsOf(
  frame: Frame,
  pod: Pod,
  containers: readonly Container[],
  statuses: readonly ContainerStatus[] | undefined,
  hidesStatus: boolean,
): readonly Omit<ContainerView, 'kind'>[] {
  const facts = frame.facts(pod.metadata.uid);
  return containers.map(({ name, image = '' }) => {
    const fact = facts.get(name);
    const status = statuses?.find((each) => each.name === name);
    const view = { name, image, detail: image, share: 0 };
    if (!fact) {
      const sandbox = facts.get('');
      const reason = status?.state?.waiting?.reason;
      return {
        ...view,
        state: 'waiting',
        word:
          reason && /BackOff|Err/.test(reason)
            ? reason
            : sandbox?.state === 'sandbox-ready'
              ? 'sandbox ready'
              : 'waiting',
      };
    }
    return {
      ...view,
      ...byFact(withEnd(frame, fact), frame.at, status?.ready === true && !hidesStatus, status?.state?.waiting?.reason),
    };
  });
}

/** A pull's end is known from the trace: the next fact of the container. */
function withEnd(frame: Frame, fact: NodeFact): NodeFact {
  if (fact.state !== 'pulling' || fact.until !== undefined) return fact;
  const facts = frame.index.facts.get(fact.uid) ?? [];
  const next = facts.find(({ id, container }) => id > fact.id && container === fact.container);
  return next ? { ...fact, until: next.at } : fact;
}

type Seen = Pick<ContainerView, 'state' | 'word'> & Partial<Pick<ContainerView, 'share' | 'detail'>>;

function byFact(fact: NodeFact, at: number, ready: boolean, reason: string | undefined): Seen {
  const share = progress(fact, at);
  switch (fact.state) {
    case 'pulling':
      return { state: 'pulling', word: `pulling, ${Math.round(share * 100)} %`, share };
    case 'pulled':
      return { state: 'pulling', word: 'image pulled', share: 1 };
    case 'created':
      return { state: 'created', word: 'created' };
    case 'running':
      return ready ? { state: 'ready', word: 'ready' } : { state: 'running', word: 'container running' };
    case 'stopping':
      return { state: 'stopping', word: 'stopping' };
    case 'exited':
    case 'failed': {
      const code = fact.exitCode;
      const bad = fact.state === 'failed' || (code ?? 0) !== 0;
      // What containerd says of a pull is long; its end, and the STATUS below, say what is wrong.
      const why = fact.reason === undefined ? undefined : (fact.reason.split(': ').at(-1) ?? fact.reason);
      if (fact.state === 'failed' && code === undefined)
        return { state: 'failed', word: 'failed', ...(why ? { detail: why } : {}) };
      const word = why ?? `exited with ${code}`;
      return bad ? { state: 'failed', word } : { state: 'exited', word: 'exited with 0' };
    }
    case 'waiting': {
      const left = fact.until === undefined ? 0 : Math.max(0, fact.until - at);
      const detail = left > 0 ? `next try in ${Math.ceil(left / 1000)} s` : 'next try is due';
      return { state: 'back-off', word: 'back-off', share: 1 - share, detail };
    }
    default:
      return { state: 'waiting', word: reason ?? 'waiting' };
  }
}

function progress({ at: from, until }: NodeFact, at: number): number {
  if (until === undefined || until <= from) return 0;
  return Math.min(Math.max((at - from) / (until - from), 0), 1);
}
