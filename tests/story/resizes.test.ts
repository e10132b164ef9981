import { expect, it } from 'vitest';
import { narrate } from '../../src/story/narrate.ts';
import { storyFrom } from './story-of.ts';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'shop' },
  spec: { containers: [{ name: 'app', image: 'nginx', resources: { requests: { cpu: '200m' } } }] },
};
const asks = (cpu: string) =>
  `patch pod shop --subresource resize -p '${JSON.stringify({ spec: { containers: [{ name: 'app', resources: { requests: { cpu } } }] } })}'`;

it('a resize is told of: what the node made of it, and when the containers had it', () => {
  const scenario = {
    apiVersion: 'podscope.dev/v1',
    kind: 'Scenario',
    metadata: { name: 'resize' },
    spec: {
      until: '20s',
      files: { 'shop.yaml': JSON.stringify(pod) },
      actions: [
        { at: '0s', kubectl: 'create -f shop.yaml' },
        { at: '6s', kubectl: asks('300m') },
        { at: '12s', kubectl: asks('64') },
      ],
    },
  };
  const story = storyFrom(JSON.stringify(scenario));
  const told = story.stops.map((stop) => narrate(story, stop).text).join('\n');
  expect(told).toMatch(
    /The kubelet set aside for shop what it asks for now, and had given it to the containers .+ later\./,
  );
  expect(told).toContain(
    "The kubelet cannot give shop what it asks for: “Node didn't have enough capacity: cpu, requested: 64000, capacity: 4000”. Its containers go on with what they have.",
  );
});
