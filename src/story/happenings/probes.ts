import type { Message, ProbeAnswer } from '../../trace/trace.ts';
import { countTimes } from '../words.ts';
import { type Happening, type Telling, within } from './happening.ts';

const whatFollows: Readonly<Record<ProbeAnswer['probe'], string>> = {
  startup: 'From now on the other two probes run',
  readiness: 'The Pod may have traffic',
  liveness: 'The container stays',
};

/** Probes whose outcome changes: failures counted, the first success after another outcome. */
export const tellProbes: Telling = ({ index }, stretch) => {
  const kinds = new Map<string, ProbeAnswer['outcome'] | undefined>();
  const failures = new Map<string, { first: number; count: number; answer: ProbeAnswer }>();
  const said: Happening[] = [];
  for (const { answer, at } of answers(index.messages)) {
    const who = `${answer.probe}/${answer.pod}/${answer.container}`;
    const before = kinds.get(who);
    kinds.set(who, answer.outcome);
    if (!within(stretch, at)) continue;
    if (answer.outcome === 'failure') {
      const known = failures.get(who);
      failures.set(who, { first: known?.first ?? at, count: (known?.count ?? 0) + 1, answer });
    } else if (answer.outcome === 'success' && before !== 'success') {
      said.push({
        at,
        says: `The ${answer.probe} probe of ${answer.container} succeeded. ${whatFollows[answer.probe]}.`,
      });
    }
  }
  for (const { first, count, answer } of failures.values()) said.push({ at: first, says: failed(answer, count) });
  return said;
};

function* answers(messages: readonly Message[]): Generator<{ readonly answer: ProbeAnswer; readonly at: number }> {
  for (const { body, receivedAt } of messages) if (body.type === 'probe-answer') yield { answer: body, at: receivedAt };
}

function failed({ probe, container, output }: ProbeAnswer, count: number): string {
  const words = output === '' ? '' : `: ${output.trim().slice(0, 120)}`;
  return `The ${probe} probe of ${container} failed ${countTimes(count)}${words}.`;
}
