import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/scenario/catalog/index.ts';
import { narrate, narrateAt } from '../../src/story/narrate.ts';
import { questionAt } from '../../src/story/questions.ts';
import type { Story } from '../../src/story/tell.ts';
import { storyOf } from './story-of.ts';

/** The captions of all stops, one a line. */
const captions = (story: Story): readonly string[] => story.stops.map((stop) => narrate(story, stop).text);

describe('the story of a Deployment and its Service', () => {
  const story = storyOf('deployment-and-service');
  const told = captions(story).join('\n');

  it('names both requests, both revisions and both lines that kubectl prints', () => {
    expect(told).toContain('one for each object: POST deployments and POST services');
    expect(told).toMatch(/wrote the Deployment and the Service to etcd as revisions \d+ and \d+/);
    expect(told).toContain('kubectl prints “deployment.apps/web created” and “service/web created”');
  });

  it('says that the ReplicaSet controller made the Pods, and how the kernel shared the connections out', () => {
    expect(told).toContain('the ReplicaSet controller made three Pods');
    expect(told).toMatch(
      /A client called the Service eleven times\. .* the kernel sent them to …\w+ \(\d\), …\w+ \(\d\) and …\w+ \(\d\)/,
    );
  });
});

describe('the story of probes', () => {
  const told = captions(storyOf('probes')).join('\n');

  it('follows the three probes: when they begin, when they fail, and what comes of it', () => {
    expect(told).toContain('The startup probe of shop failed once: HTTP probe failed with statuscode: 404.');
    expect(told).toContain('The readiness probe of shop succeeded. The Pod may have traffic.');
    expect(told).toContain('The EndpointSlice no longer lists 10.244.0.2 as ready: the Service has no address left.');
    expect(told).toContain('Three connections were refused: no address was ready.');
    expect(told).toContain('“Container shop failed liveness probe, will be restarted”');
  });
});

describe('the story of self-healing', () => {
  const story = storyOf('self-healing');
  const told = captions(story).join('\n');

  it('counts only the Pods that controllers made', () => {
    expect(told).toContain('the ReplicaSet controller made three Pods');
    expect(told).toContain('The bare Pod nginx has no owner: they saw it and left it alone.');
    const stop = story.stops.find(({ step }) => step === 2);
    expect(stop && questionAt(story, stop)?.answer).toBe('three');
  });

  it('has, on the way to a later moment, the step of what goes on just now', () => {
    const later = story.stops.filter(({ kind, messages }) => kind === 'moment' && messages[0]?.step === 1);
    const run = later.flatMap(({ messages }) => messages).find(({ step }) => step === 5);
    const at = (story.showings.get(run?.message.id ?? -1)?.from ?? 0) + 0.01;
    const { stop, narration } = narrateAt(story, at);
    expect([stop?.step, narration.title]).toEqual([5, 'Run']);
  });

  it('says that the Deployment’s Pod is made anew and that the bare one stays gone', () => {
    expect(told).toMatch(/The ReplicaSet controller saw one Pod too few and made web-/);
    expect(told).toContain(
      'Pod nginx is gone from etcd. It has no owner, so no controller makes another: it stays gone.',
    );
  });
});

describe('the story of a Pod without room', () => {
  const story = storyOf('not-enough-cpu');

  it('stops where a neighbour leaves and the Pod is placed at once', () => {
    const late = story.stops.find(({ step, kind }) => step === 4 && kind === 'moment');
    const text = late ? narrate(story, late).text : '';
    expect(text).toContain('you typed “kubectl delete pod batch-1”');
    expect(text).toContain('batch-1 has ended on worker-1: kube-scheduler tries a waiting Pod again.');
    expect(text).toContain('kube-scheduler bound report to worker-1.');
  });

  it('takes the end of the neighbour for no report about the Pod', () => {
    const report = story.stops.find(({ step, kind }) => step === 6 && kind === 'step');
    expect(report && narrate(story, report).text).toContain('kubectl get pods now prints 1/1 Running for report.');
  });
});

describe('the story of preemption', () => {
  it('says who makes room for whom, and that the Pod runs where it was promised to', () => {
    const text = storyOf('preemption')
      .stops.filter(({ kind }) => kind === 'moment')
      .map((stop) => narrate(storyOf('preemption'), stop).text)
      .join(' ');
    expect(text).toMatch(
      /No node had room for urgent\. It has the higher priority: kube-scheduler deletes batch-\S+ and batch-\S+ on (worker-\d) and promises it that node\..*kube-scheduler bound urgent to \1\./,
    );
  });
});

describe('the story of Pods that have to be spread', () => {
  it('leaves three Pending while the third zone is closed, and runs all when it is opened', () => {
    const { index } = storyOf('spread-over-zones');
    const refused = index.decisions.find(({ kind, refused: no }) => kind === 'filter' && no === true);
    expect(refused?.data?.['refused']).toMatchObject({
      'worker-1': { plugin: 'PodTopologySpread', reasons: ["node(s) didn't match pod topology spread constraints"] },
      'worker-3': { plugin: 'NodeUnschedulable' },
    });
    const place = storyOf('spread-over-zones').stops.find(({ step, kind }) => step === 4 && kind === 'step');
    expect(place && narrate(storyOf('spread-over-zones'), place).text).toMatch(
      /bound them one after the other to worker-1 and worker-2\..* For three more no node fits: “0\/3 nodes are available: 1 node\(s\) were unschedulable, 2 node\(s\) didn't match pod topology spread constraints\./,
    );
    const bound = (before: number) => index.decisions.filter(({ kind, at }) => kind === 'score' && at < before).length;
    expect(bound(12_000)).toBe(2);
    expect(bound(30_000)).toBe(5);
  });
});

describe('the story of a crash loop', () => {
  it('says what is printed during the wait, and what older versions showed', () => {
    const story = storyOf('crash-loop');
    const waits = story.stops.filter(({ kind }) => kind === 'moment').map((stop) => narrate(story, stop));
    expect(waits.length).toBeGreaterThanOrEqual(3);
    for (const { text, oftenToldAs } of waits) {
      expect(text).toMatch(/For the last \d+ ms of the wait CrashLoopBackOff was printed\./);
      expect(text).toContain('kubectl get pods now prints 0/1 Error.');
      expect(oftenToldAs?.really).toContain('Older versions did.');
    }
  });
});

describe('a caption', () => {
  it('says nothing of the outcome before its step has played', () => {
    for (const { name } of catalog) {
      const story = storyOf(name);
      for (const stop of story.stops.filter(({ kind }) => kind === 'step')) {
        const half = narrateAt(story, stop.from + (stop.at - stop.from) / 2).narration.text;
        expect(half).not.toBe(narrate(story, stop).text);
        expect(half).not.toMatch(/\d/);
      }
    }
  });

  it('begins as a sentence and never says undefined', () => {
    for (const { name } of catalog) {
      for (const text of captions(storyOf(name))) {
        expect(text).not.toMatch(/undefined|NaN|\[object/);
        expect(text).toMatch(/[.”]$/);
      }
    }
  });
});
