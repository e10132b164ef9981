import { describe, expect, it } from 'vitest';
import { invariants } from '../../src/trace/invariants/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { barePodTrace } from './bare-pod.ts';

const sound = barePodTrace();

/** For each invariant a trace that breaks it, made by hand. */
const broken: Readonly<Record<string, Trace>> = {
  'every message was caused by an action, a timer or something earlier': { ...sound, roots: [] },
  'nothing arrives before it is sent': {
    ...sound,
    messages: sound.messages.map((message) => ({ ...message, receivedAt: message.sentAt - 1 })),
  },
  'revisions only grow': { ...sound, writes: sound.writes.toReversed() },
  'no revision is used twice': { ...sound, writes: sound.writes.map((write) => ({ ...write, revision: 7 })) },
  'a bound pod never changes its node': { ...sound, writes: sound.writes.map((write, place) => moved(write, place)) },
};

function moved(write: Trace['writes'][number], place: number): Trace['writes'][number] {
  const object = { ...write.object, spec: { containers: [], nodeName: `worker-${place}` } };
  return { ...write, object };
}

describe.each(invariants)('$says', ({ says, broken: breaks }) => {
  it('holds in a sound trace', () => expect(breaks(sound)).toEqual([]));
  it('is seen to be broken', () => {
    const trace = broken[says];
    expect(trace && breaks(trace)).not.toEqual([]);
  });
});
