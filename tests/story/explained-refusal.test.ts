import { describe, expect, it } from 'vitest';
import { explainPlace } from '../../src/story/narration/explain-place.ts';
import { questionAt } from '../../src/story/questions.ts';
import { storyOf } from './story-of.ts';

describe('the scheduler’s refusal', () => {
  const story = storyOf('not-enough-cpu');
  const stop = story.stops.find(({ step, kind }) => step === 4 && kind === 'step');
  if (!stop) throw new Error('the scheduler has no step');

  it('is explained number by number: what it counts, asked, free, of how much, where', () => {
    expect(explainPlace(story, stop)).toEqual([
      '0 of 3 nodes can take the Pod',
      '1 node: worker-3 has the taint dedicated=gpu:NoSchedule, which the Pod does not tolerate',
      '2 nodes, not CPUs: asked 1 CPU, free 500m of 2 on worker-1 and worker-2',
      '1 node: what was refused there stays so, whichever Pod leaves',
      '2 nodes: no Pods of lower priority there whose removal would make room',
    ]);
  });

  it('asks nothing about a node that the Pod does not have', () => {
    expect(questionAt(story, stop)).toBeUndefined();
  });
});
