import { expect, it } from 'vitest';
import { frameAt } from '../../src/trace/frame.ts';
import { indexTrace } from '../../src/trace/trace-index.ts';
import { containerViews } from '../../src/views/cluster-map/container-state.ts';
import { runOfCommands } from '../simulation/commands-run.ts';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'app' },
  spec: {
    initContainers: [
      { name: 'log', image: 'busybox:1.28', restartPolicy: 'Always', command: ['sleep', '3600'] },
      { name: 'prepare', image: 'busybox:1.28', command: ['sleep', '4'] },
    ],
    containers: [{ name: 'main', image: 'nginx:1.27' }],
  },
};

it('a Pod is drawn with what matters of it now: init containers while they run, sidecars for good, ephemeral ones once they are there', () => {
  const trace = runOfCommands({
    files: { 'app.yaml': JSON.stringify(pod) },
    actions: ['create -f app.yaml', 'debug app --image=busybox:1.28 -c look -- sleep 2'],
    apart: 12,
  });
  const index = indexTrace(trace);
  const drawn = (at: number) => {
    const frame = frameAt(index, at);
    const [now] = frame.pods();
    return now === undefined ? [] : containerViews(frame, now).map(({ name, kind, state }) => [name, kind, state]);
  };
  expect(drawn(4_000)).toEqual([
    ['log', 'init', 'ready'],
    ['prepare', 'init', 'running'],
    ['main', 'main', 'waiting'],
  ]);
  expect(drawn(11_000)).toEqual([
    ['log', 'init', 'ready'],
    ['main', 'main', 'ready'],
  ]);
  expect(drawn(20_000).at(-1)).toEqual(['look', 'ephemeral', 'exited']);
});
