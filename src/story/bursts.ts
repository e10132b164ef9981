import type { Millis } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import type { Classified } from './classify.ts';
import type { StepNumber } from './steps.ts';

/** Story messages that follow each other without a long pause. */
export interface Burst {
  readonly start: Millis;
  readonly end: Millis;
  readonly step: StepNumber;
}

const mostMoments = 14;

/** The bursts of a run. The pause that parts them grows until there are few enough to stop at each. */
export function burstsOf(index: TraceIndex, story: readonly Classified[]): readonly Burst[] {
  let pause = 1500;
  let bursts = partedBy(index, story, pause);
  while (bursts.length > mostMoments && pause < 60_000) {
    pause *= 1.6;
    bursts = partedBy(index, story, pause);
  }
  return bursts;
}

function partedBy(index: TraceIndex, story: readonly Classified[], pause: number): Burst[] {
  const actions = index.trace.roots.filter(({ kind, at }) => kind === 'action' && at > 0).map(({ at }) => at);
  const lastTraffic = story.findLast(({ message: { body } }) => body.type === 'traffic')?.message;
  const bursts: { start: Millis; end: Millis; step: StepNumber }[] = [];
  for (const { message, step = 1 } of story) {
    // A client's connections are all alike: the first and the last are told, the others where something else happens.
    if (message.body.type === 'traffic' && message.body.count > 1 && message !== lastTraffic) continue;
    const answer = index.answerOf.get(message.id);
    const until = index.trace.scenario.until;
    const end = Math.min(Math.max(message.receivedAt, answer?.receivedAt ?? 0), until);
    const burst = bursts.at(-1);
    const acted =
      burst && actions.some((at) => at > burst.start + 300 && at <= message.sentAt && at > burst.end - 1000);
    if (burst && !acted && message.sentAt <= burst.end + pause) burst.end = Math.max(burst.end, end);
    else bursts.push({ start: message.sentAt, end, step });
  }
  return bursts;
}
