import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paced, shareOfFlight, viewingOfGap } from '../../src/story/pacing.ts';
import { tell } from '../../src/story/tell.ts';
import { barePodTrace } from '../trace/bare-pod.ts';

const story = tell(barePodTrace());
const anyFlights = fc.array(
  fc.record({
    from: fc.double({ min: 0, max: 50_000, noNaN: true }),
    took: fc.double({ min: 0, max: 5000, noNaN: true }),
  }),
  { maxLength: 40 },
);

describe('pacing', () => {
  it('never runs backwards, and can be inverted', () => {
    fc.assert(
      fc.property(
        anyFlights,
        fc.double({ min: 0, max: 60_000, noNaN: true }),
        fc.double({ min: 0, max: 60_000, noNaN: true }),
        (flights, a, b) => {
          const pacing = paced(
            flights.map(({ from, took }) => ({ from, to: from + took, least: 900 })),
            60_000,
          );
          const [early, late] = [Math.min(a, b), Math.max(a, b)];
          expect(pacing.toViewing(early)).toBeLessThanOrEqual(pacing.toViewing(late));
          expect(pacing.toCluster(pacing.toViewing(early))).toBeCloseTo(early, 2);
        },
      ),
      { seed: 35 },
    );
  });

  it('gives every message of the story at least 900 ms', () => {
    const pacing = story.pacing('story');
    for (const { messages } of story.rows) {
      for (const { message } of messages) {
        expect(
          pacing.toViewing(story.showings.get(message.id)?.to ?? 0) -
            pacing.toViewing(story.showings.get(message.id)?.from ?? 0),
        ).toBeGreaterThanOrEqual(899.9);
      }
    }
  });

  it('shortens long gaps to 1.2 s', () => {
    expect(viewingOfGap(10)).toBeCloseTo(140 * Math.log2(3));
    expect(viewingOfGap(600_000)).toBe(1200);
  });

  it('shows a bare Pod in about 20 seconds', () => {
    expect(story.pacing('story').length).toBeGreaterThan(14_000);
    expect(story.pacing('story').length).toBeLessThan(24_000);
  });

  it('has a message half-way on the screen when half of its time has passed', () => {
    const [row] = story.rows;
    const message = row?.messages[0].message;
    if (!message) throw new Error('no story');
    const pacing = story.pacing('story');
    const flight = { from: message.sentAt, to: message.receivedAt };
    const half = pacing.toCluster((pacing.toViewing(message.sentAt) + pacing.toViewing(message.receivedAt)) / 2);
    expect(shareOfFlight(flight, half, pacing)).toBeCloseTo(0.5);
    expect(shareOfFlight(flight, flight.from, pacing)).toBe(0);
    expect(shareOfFlight(flight, flight.to, pacing)).toBe(1);
  });
});
