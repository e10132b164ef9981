import { describe, expect, it } from 'vitest';
import { tell } from '../../src/story/tell.ts';
import { leastStep, railScale } from '../../src/views/rail/rail-scale.ts';
import { barePodTrace } from '../trace/bare-pod.ts';

const story = tell(barePodTrace());
const scale = railScale(story.stops, story.pacing('story'), 60_000, 1000);

describe('the rail', () => {
  it('gives every step room', () => {
    const places = scale.circles.map(({ x }) => x);
    for (const [place, x] of places.slice(1).entries())
      expect(x - (places[place] ?? 0)).toBeGreaterThanOrEqual(leastStep - 0.001);
  });

  it('finds the moment under a place, and back', () => {
    for (const at of [0, 100, 152, 700, 1500, 2590]) expect(scale.at(scale.x(at))).toBeCloseTo(at, 1);
  });

  it('ends at the end of the run', () => expect(scale.x(60_000)).toBeCloseTo(1000));
});
