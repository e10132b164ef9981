import type { KubeEvent } from '../../kubernetes/api/types.ts';
import type { NodeFact } from '../../trace/trace.ts';
import type { Story } from '../tell.ts';
import { capital, countWord, duration } from '../words.ts';
import { type Happening, type Stretch, type Telling, within } from './happening.ts';

/** Containers that start and end, and why the kubelet ends one. */
export const tellContainers: Telling = (story, stretch) => [
  ...killed(story, stretch),
  ...startedAndEnded(story, stretch),
];

/** Kubernetes' own words when a probe has a container stopped. */
const killed = ({ index }: Story, stretch: Stretch): Happening[] =>
  index.trace.writes
    .filter(({ resource, at, object }) => resource === 'events' && within(stretch, at) && /probe/.test(killing(object)))
    .map(({ at, object }) => ({
      at: Math.min(at, firstSignal(index, stretch)),
      says: `The kubelet announced: “${killing(object)}”.`,
    }));

/** The event is stored a little after the signal that it announces. */
const firstSignal = ({ messages }: Story['index'], stretch: Stretch): number =>
  (messages.find(({ body, sentAt }) => within(stretch, sentAt) && body.type === 'signal')?.sentAt ??
    Number.POSITIVE_INFINITY) - 0.001;

function killing(object: unknown): string {
  const { reason, message } = object as KubeEvent;
  return reason === 'Killing' ? (message ?? '') : '';
}

/** More Pods than this that do the same at once are counted, not named. */
const mostNamed = 2;

function startedAndEnded({ index }: Story, stretch: Stretch): Happening[] {
  const mine = index.trace.facts.filter(
    ({ at, state, container }) =>
      container !== undefined && within(stretch, at) && (state === 'running' || state === 'exited'),
  );
  const pods = new Set(mine.map(({ uid }) => uid));
  const sentences = (state: NodeFact['state'], many: string, one: (fact: NodeFact) => string): Happening[] => {
    const those = mine.filter((fact) => fact.state === state);
    const [first] = those;
    if (first && those.length > 1 && pods.size > mostNamed)
      return [{ at: first.at, says: `${capital(countWord(those.length))} ${many}.` }];
    return those.map((fact) => ({ at: fact.at, says: one(fact) }));
  };
  return [
    ...sentences('running', 'containers started', (fact) => started(index.facts.get(fact.uid) ?? [], fact)),
    ...sentences('exited', 'containers ended', (fact) => ended(index, fact)),
  ];
}

function started(life: readonly NodeFact[], { container, at, pod }: NodeFact): string {
  const before = life.filter((fact) => fact.container === container && fact.at < at);
  const times = before.filter(({ state }) => state === 'running').length;
  const end = before.findLast(({ state }) => state === 'exited');
  if (times === 0 || !end) return `${capital(named(container, pod))} started.`;
  return `${duration(at - end.at)} after its end, container ${container} was started again (restart ${times}).`;
}

/** Which signals this very container got, not one that ran in its place before. */
function ended({ messages, facts }: Story['index'], { uid, container, pod, at, exitCode = 0 }: NodeFact): string {
  const started =
    (facts.get(uid) ?? []).findLast((fact) => fact.container === container && fact.state === 'running' && fact.at <= at)
      ?.at ?? 0;
  const signals = messages.flatMap(({ body, sentAt }) =>
    body.type === 'signal' && body.pod === pod && body.container === container && sentAt >= started && sentAt <= at
      ? [{ signal: body.signal, sentAt }]
      : [],
  );
  const asked = signals.find(({ signal }) => signal === 'SIGTERM');
  const killed = signals.find(({ signal }) => signal === 'SIGKILL');
  const who = named(container, pod);
  if (killed && asked)
    return `${capital(who)} did not heed SIGTERM; after ${duration(killed.sentAt - asked.sentAt)} it was killed (code ${exitCode}).`;
  return asked
    ? `Asked by SIGTERM, ${who} ended with code ${exitCode}.`
    : `${capital(who)} ended with code ${exitCode}.`;
}

function named(container: string | undefined, pod: string): string {
  const name = pod.slice(pod.indexOf('/') + 1);
  return container === name ? `container ${name}` : `container ${container} of ${name}`;
}
