import { describe, expect, it } from 'vitest';
import { introduction, narrate } from '../../src/story/narrate.ts';
import { questionAt } from '../../src/story/questions.ts';
import type { StepNumber } from '../../src/story/steps.ts';
import { stopAt } from '../../src/story/stops.ts';
import { tell } from '../../src/story/tell.ts';
import { barePodTrace } from '../trace/bare-pod.ts';

const story = tell(barePodTrace());
const labels = (step: StepNumber) =>
  story.rows.filter(({ messages }) => messages[0].step === step).map(({ label }) => label);
const told = (step: StepNumber) => {
  const stop = story.stops.find((each) => each.step === step);
  return stop ? narrate(story, stop).text : '';
};

describe('the story of a bare Pod', () => {
  it('has its arrows in each step', () => {
    expect(labels(1)).toEqual(['POST pods']);
    expect(labels(2)).toEqual(['put /registry/pods/default/nginx', '201 Created']);
    expect(labels(3)).toEqual(['ADDED: no owner, no work']);
    expect(labels(4)).toEqual(['ADDED: no node yet', 'POST binding: worker-1']);
    expect(labels(5)).toEqual([
      'ADDED: nodeName worker-1',
      'RunPodSandbox: 10.244.0.6',
      'PullImage nginx:1.14.2',
      '41.9 MB in 1.04 s',
      'CreateContainer',
      'StartContainer',
      'started',
    ]);
    expect(labels(6)).toEqual(['PATCH status: Running 1/1']);
    expect(labels(7)).toEqual([]);
  });

  it('stops once for each step, in order, and says that Connect is not in this run', () => {
    expect(story.stops.map(({ step, kind }) => `${step} ${kind}`)).toEqual([
      '1 step',
      '2 step',
      '3 step',
      '4 step',
      '5 step',
      '6 step',
      '7 absent',
    ]);
    const times = story.stops.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('names nodes, addresses and times out of the trace', () => {
    expect(introduction(story).text).toContain('You are about to create one Pod.');
    expect(told(3)).toContain('left it alone');
    expect(told(4)).toContain('All 3 nodes could take it');
    expect(told(5)).toContain('10.244.0.6');
    expect(told(6)).toContain('kubectl get pods now prints 1/1 Running.');
    expect(told(7)).toContain('No Service selects this Pod');
  });

  it('asks what kubectl prints while the kubelet has not reported yet', () => {
    const stop = story.stops.find(({ step }) => step === 5);
    expect(stop && questionAt(story, stop)).toMatchObject({ answer: 'ContainerCreating', hides: 'status' });
  });

  it('offers the answer of every question among its options', () => {
    for (const stop of story.stops) {
      const question = questionAt(story, stop);
      if (question) expect(question.options).toContain(question.answer);
    }
  });

  it('is at a stop until the moment after it', () => {
    for (const stop of story.stops) expect(stopAt(story.stops, stop.at)).toBe(stop);
  });
});
