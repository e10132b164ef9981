import type { Pod } from '../kubernetes/api/types.ts';
import { printedStatus } from '../kubernetes/kubectl/printers/pod-status.ts';
import type { Millis } from '../trace/trace.ts';
import type { Story } from './tell.ts';

export interface Segment {
  readonly from: Millis;
  readonly to: Millis;
  readonly text: string;
  /** True, running: drawn full. */
  readonly filled: boolean;
}

/** One field of a Pod over the whole run. */
export interface Strip {
  readonly name: string;
  readonly segments: readonly Segment[];
}

const conditions = ['PodScheduled', 'PodReadyToStartContainers', 'Initialized', 'ContainersReady', 'Ready'];

/** Fields of a Pod as the API server has them, and one row of what is really on the node. */
export function stripsOf(story: Story, key: string): readonly Strip[] {
  const { index } = story;
  const until = index.trace.scenario.until;
  const history = index.histories.get(key) ?? [];
  const strip = (name: string, read: (pod: Pod) => { text: string; filled: boolean } | undefined): Strip => {
    const points = history.map(({ at, object, operation }) => ({
      at,
      value: operation === 'delete' ? undefined : read(object as Pod),
    }));
    return { name, segments: segmentsOf(points, until) };
  };
  const uid = history.at(-1)?.object.metadata.uid ?? '';
  // Of several containers the first speaks for the Pod.
  const first = (history.at(-1)?.object as Pod | undefined)?.spec.containers[0]?.name;
  const facts = (index.facts.get(uid) ?? []).filter(({ container }) => container !== undefined && container === first);
  return [
    strip('STATUS, printed', (pod) => ({
      text: printedStatus(pod).status,
      filled: printedStatus(pod).status === 'Running',
    })),
    strip('phase', ({ status }) => ({ text: status?.phase ?? 'Pending', filled: status?.phase === 'Running' })),
    strip('container, reported', (pod) => reported(pod, first)),
    {
      name: 'container, on the node',
      segments: segmentsOf(
        facts.map(({ at, state, reason }) => ({ at, value: { text: reason ?? state, filled: state === 'running' } })),
        until,
      ),
    },
    ...conditions.map((type) =>
      strip(type, ({ status }) => {
        const condition = status?.conditions?.find((each) => each.type === type);
        if (!condition) return undefined;
        const filled = condition.status === 'True';
        return {
          text: condition.reason && !filled ? `${condition.status}: ${condition.reason}` : condition.status,
          filled,
        };
      }),
    ),
  ];
}

function reported({ status }: Pod, container: string | undefined): { text: string; filled: boolean } | undefined {
  const state = status?.containerStatuses?.find(({ name }) => name === container)?.state;
  if (state?.waiting) return { text: `waiting: ${state.waiting.reason ?? ''}`, filled: false };
  if (state?.terminated) return { text: `terminated: ${state.terminated.reason ?? ''}`, filled: false };
  return state?.running ? { text: 'running', filled: true } : undefined;
}

interface Point {
  readonly at: Millis;
  readonly value: { readonly text: string; readonly filled: boolean } | undefined;
}

function segmentsOf(points: readonly Point[], until: Millis): Segment[] {
  const segments: { from: Millis; to: Millis; text: string; filled: boolean }[] = [];
  for (const { at, value } of points) {
    const last = segments.at(-1);
    if (last && last.to === until) {
      if (value && value.text === last.text) continue;
      last.to = at;
    }
    if (value) segments.push({ ...value, from: at, to: until });
  }
  return segments;
}
