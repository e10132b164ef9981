import { expect, it } from 'vitest';
import { frameAt } from '../../src/trace/frame.ts';
import type { Message } from '../../src/trace/trace.ts';
import { indexTrace } from '../../src/trace/trace-index.ts';
import { barePodTrace } from './bare-pod.ts';

it('a frame of a run with 100,000 messages takes less than a millisecond', () => {
  const small = barePodTrace();
  const [first] = small.messages;
  if (!first) throw new Error('the fixture has no messages');
  const messages = Array.from(
    { length: 100_000 },
    (_, id): Message => ({ ...first, id, sentAt: id * 0.6, receivedAt: id * 0.6 + (id % 500 === 0 ? 400 : 3) }),
  );
  const index = indexTrace({ ...small, messages });
  const times = Array.from({ length: 301 }, (_, place) => {
    const start = performance.now();
    const frame = frameAt(index, (place * 7919) % 60_000);
    frame.inFlight();
    frame.pods();
    frame.revision();
    return performance.now() - start;
  });
  expect(times.toSorted((a, b) => a - b)[150]).toBeLessThan(1);
});
