import { describe, expect, it } from 'vitest';
import { introduction, narrate } from '../../src/story/narrate.ts';
import { explainPlace } from '../../src/story/narration/explain-place.ts';
import { questionAt } from '../../src/story/questions.ts';
import { stationLines } from '../../src/story/station-lines.ts';
import { frameAt } from '../../src/trace/frame.ts';
import { stopOfStep, storyOf, storyOfManifest } from './story-of.ts';

const service = (name: string) => `apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {selector: {app: ${name}}, ports: [{port: 80}]}
`;

const pod = (spec: string) => `apiVersion: v1
kind: Pod
metadata: {name: app}
spec: {${spec}}
`;

describe('a file from which kubectl makes no request', () => {
  it.each([
    [
      'a kind that nobody knows',
      'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n',
      /no matches for kind "Widget"/,
    ],
    ['nothing at all', '', /no objects passed to create/],
    ['broken YAML', 'a: [b\n c: d', /error converting YAML to JSON/],
  ])('%s: Ask has a stop, fails there, and gives kubectl’s own words', (_, text, words) => {
    const story = storyOfManifest(text);
    expect(story.outcome.stoppedAt).toBe(1);
    expect(story.stops.map(({ step }) => step)).toEqual([1]);
    expect(narrate(story, stopOfStep(story, 1)).text).toMatch(words);
    expect(questionAt(story, stopOfStep(story, 1))).toBeUndefined();
  });
});

describe('a file with many objects', () => {
  const story = storyOfManifest(Array.from({ length: 22 }, (_, place) => service(`s${place}`)).join('---\n'));

  it('is one Ask and one Store, counted and not listed', () => {
    expect(narrate(story, stopOfStep(story, 1)).text).toContain(
      'sent 22 requests to kube-apiserver, one for each object: POST services (22)',
    );
    const { text } = narrate(story, stopOfStep(story, 2));
    expect(text).toMatch(/whether the 22 Services make sense.* as revisions \d+ to \d+/);
    expect(text).toContain('kubectl prints “service/s0 created” and 21 more');
  });
});

describe('a kind without a controller in this model', () => {
  const story = storyOfManifest(`apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db}
spec:
  podSelector: {matchLabels: {app: db}}
`);

  it('is said to be only stored, and nobody is asked how many Pods come of it', () => {
    expect(story.index.trace.notModelled.map(({ says }) => says)).toEqual([
      'a NetworkPolicy is only stored; no controller acts on it here',
    ]);
    expect(questionAt(story, stopOfStep(story, 2))).toBeUndefined();
    expect(introduction(story).text).toContain('This run takes two of the seven steps');
  });
});

describe('a Pod whose manifest names its node', () => {
  it('is not placed, and the caption of Run says why', () => {
    const story = storyOfManifest(pod('nodeName: worker-2, containers: [{name: c, image: nginx}]'));
    expect(story.present.has(4)).toBe(false);
    expect(narrate(story, stopOfStep(story, 5)).text).toMatch(
      /^The manifest names the node, so kube-scheduler had nothing to place\. The kubelet on worker-2/,
    );
  });
});

describe('a Pod that does not come up', () => {
  it('lacks a label: the refusal names it', () => {
    const story = storyOfManifest(pod('nodeSelector: {disktype: ssd}, containers: [{name: c, image: nginx}]'));
    expect(explainPlace(story, stopOfStep(story, 4))).toContain(
      '3 nodes: worker-1, worker-2 and worker-3 have no label disktype=ssd, which nodeSelector asks for',
    );
  });

  it('lacks a ConfigMap: the caption gives the kubelet’s reason', () => {
    const story = storyOfManifest(
      pod('containers: [{name: c, image: nginx, envFrom: [{configMapRef: {name: settings}}]}]'),
    );
    expect(narrate(story, stopOfStep(story, 6)).text).toContain('“configmap "settings" not found”');
  });

  it('lacks a ConfigMap for a volume: the caption gives the kubelet’s words', () => {
    const story = storyOfManifest(
      pod(
        'containers: [{name: c, image: nginx, volumeMounts: [{name: v, mountPath: /v}]}], volumes: [{name: v, configMap: {name: nope}}]',
      ),
    );
    expect(narrate(story, stopOfStep(story, 5)).text).toMatch(
      /The container is not started\. The kubelet announced: “MountVolume\.SetUp failed for volume "v" : configmap "nope" not found”/,
    );
  });

  it('names a node that is not there: the caption says that nobody takes it up', () => {
    const story = storyOfManifest(pod('nodeName: worker-9, containers: [{name: c, image: nginx}]'));
    expect(narrate(story, stopOfStep(story, 3)).text).toContain('node worker-9, which is not there');
  });

  it('fails again and again: it is asked when the kubelet tries again, and the run has the answer', () => {
    const story = storyOf('crash-loop');
    const question = questionAt(story, stopOfStep(story, 6));
    expect(question?.asks).toBe('When will the kubelet try again?');
    expect(question?.answer).toMatch(/^after 1\d\.\d s$/);
  });
});

describe('what is told further in time', () => {
  const told = (spec: string) => {
    const story = storyOfManifest(pod(spec));
    return story.stops.map((stop) => narrate(story, stop).text).join('\n');
  };

  it('a program that does not heed SIGTERM is killed after the grace', () => {
    const text = told(
      'terminationGracePeriodSeconds: 5, containers: [{name: a, image: busybox, command: [sleep, "3600"], livenessProbe: {exec: {command: ["false"]}, periodSeconds: 2, failureThreshold: 1}}]',
    );
    expect(text).toMatch(/Container a of app did not heed SIGTERM; after 5\.0\d s it was killed \(code 137\)\./);
  });

  it('a pull because of the policy Always is no second try', () => {
    expect(
      told('containers: [{name: a, image: busybox, imagePullPolicy: Always, command: [sh, -c, "exit 1"]}]'),
    ).not.toContain('tried to pull');
  });

  it('counts the containers of a Pod', () => {
    const text = told('containers: [{name: a, image: nginx}, {name: b, image: redis}]');
    expect(text).toContain('started two containers, one after the other');
    expect(text).toMatch(/found (one|two) of two running/);
  });

  it('names the Namespace where kubectl would need it', () => {
    const story = storyOfManifest(`apiVersion: v1
kind: Namespace
metadata: {name: demo}
---
${pod('containers: [{name: c, image: nginx}]').replace('name: app', 'name: app, namespace: demo')}`);
    expect(story.stops.map((stop) => narrate(story, stop).text).join(' ')).toContain(
      'kubectl get pods -n demo now prints',
    );
  });
});

describe('the map of the story', () => {
  it('shows nothing of a later step while an earlier one is told', () => {
    const story = storyOf('deployment-and-service');
    const count = (step: 1 | 2 | 3 | 4, resource: string) =>
      story.shownFrame(stopOfStep(story, step).at).list(resource).length;
    const bound = (step: 2 | 3 | 4) =>
      story
        .shownFrame(stopOfStep(story, step).at)
        .pods()
        .filter(({ spec }) => spec.nodeName !== undefined).length;
    expect(count(1, 'deployments')).toBe(0);
    expect([count(2, 'deployments'), count(2, 'replicasets'), count(2, 'pods')]).toEqual([1, 0, 0]);
    expect([count(3, 'replicasets'), count(3, 'pods'), bound(3)]).toEqual([1, 3, 0]);
    expect(bound(4)).toBe(3);
  });

  it.each(['deployment-and-service', 'self-healing', 'probes', 'nginx'])(
    'says nothing on its stations before the step in which it happens: %s',
    (name) => {
      const story = storyOf(name);
      const lines = (step: number) => {
        const { at } = stopOfStep(story, step);
        return stationLines(story, story.shownFrame(at), 'story');
      };
      expect(lines(1)).toMatchObject({
        etcd: 'revision 1125',
        controllers: 'watching',
        scheduler: 'watching',
        kubectl: 'waits',
      });
      expect(lines(2)).toMatchObject({ controllers: 'watching', scheduler: 'watching' });
      expect(lines(2).kubectl).toMatch(/created$|2 lines printed/);
      expect(lines(3).controllers).toMatch(/^saw it, left it alone$|^made \d objects$/);
      expect(lines(3).scheduler).toBe('watching');
      expect(lines(4).scheduler).toMatch(/^(chose|placed)/);
    },
  );

  it('ends as the cluster ends', () => {
    const story = storyOf('self-healing');
    const { until } = story.index.trace.scenario;
    expect(story.shownFrame(until).pods()).toEqual(frameAt(story.index, until).pods());
  });
});
