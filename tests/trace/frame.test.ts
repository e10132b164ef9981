import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiObject } from '../../src/kubernetes/api/types.ts';
import { frameAt } from '../../src/trace/frame.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { indexTrace } from '../../src/trace/trace-index.ts';
import { barePodTrace } from './bare-pod.ts';

const trace = barePodTrace();
const index = indexTrace(trace);
const anyMoment = fc.double({ min: 0, max: 3000, noNaN: true });

/** The slow and obvious way: everything from the start. */
function folded(of: Trace, at: number): Map<string, ApiObject> {
  const objects = new Map<string, ApiObject>();
  for (const write of [...of.initial, ...of.writes]) {
    if (write.at > at) continue;
    if (write.operation === 'delete') objects.delete(write.key);
    else objects.set(write.key, write.object);
  }
  return objects;
}

describe('a frame', () => {
  it('holds the objects that a fold from the start gives', () => {
    fc.assert(
      fc.property(anyMoment, (at) => {
        const objects = folded(trace, at);
        const frame = frameAt(index, at);
        for (const key of index.histories.keys()) expect(frame.object(key)).toBe(objects.get(key));
        expect(frame.pods()).toHaveLength(objects.size);
      }),
      { seed: 35 },
    );
  });

  it('knows which messages are under way', () => {
    fc.assert(
      fc.property(anyMoment, (at) => {
        const ids = trace.messages
          .filter(({ sentAt, receivedAt }) => sentAt < at && receivedAt > at)
          .map(({ id }) => id);
        const found = frameAt(index, at).inFlight();
        expect(found.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(ids.toSorted((a, b) => a - b));
      }),
      { seed: 35 },
    );
  });

  it('shows what the node knows before the API server does', () => {
    const frame = frameAt(index, 2000);
    expect(frame.facts('uid-nginx').get('nginx')?.state).toBe('running');
    expect(frame.pods()[0]?.status?.phase).toBe('Pending');
  });

  it('has the revision of the last write', () => {
    expect(frameAt(index, 100).revision()).toBe(0);
    expect(frameAt(index, 155).revision()).toBe(1156);
  });
});
