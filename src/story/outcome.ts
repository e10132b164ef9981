import type { Pod } from '../kubernetes/api/types.ts';
import { laneOf } from '../trace/address.ts';
import { podsAt, type RunFacts } from './run-facts.ts';
import type { StepNumber } from './steps.ts';
import type { Stop } from './stops.ts';

/** How the run ended. */
export interface Outcome {
  /** The step at which the flow stopped, if it did. */
  readonly stoppedAt?: StepNumber;
}

/** A file that makes no request stops at Ask, a refused request at Store, a Pod without a node at Place, one that cannot run at Run. */
export function outcomeOf(facts: RunFacts, stops: readonly Stop[]): Outcome {
  const { commands, scenario } = facts.index.trace;
  const pods = podsAt(facts, scenario.until);
  if (stops.every(({ messages }) => messages.length === 0) && commands[0] && commands[0].code !== 0)
    return { stoppedAt: 1 };
  if (facts.created.length === 0 && stops.some(refused)) return { stoppedAt: 2 };
  if (pods.some((pod) => pod.spec.nodeName === undefined && !pod.metadata.deletionTimestamp)) return { stoppedAt: 4 };
  if (pods.some(cannotRun)) return { stoppedAt: 5 };
  return {};
}

const refused = (stop: Stop) =>
  stop.messages.some(
    ({ failed, message }) => failed && laneOf(message.to) === 'kubectl' && message.body.type === 'http-answer',
  );

function cannotRun(pod: Pod): boolean {
  if (pod.status?.phase === 'Failed') return true;
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  return statuses.some(({ state }) => /BackOff|^Err|Error$|Invalid|CannotRun/.test(state?.waiting?.reason ?? ''));
}
