import { expect, it } from 'vitest';
import type { Pod } from '../../src/kubernetes/api/types.ts';
import { runOfCommands } from './commands-run.ts';
import { statesOf } from './run-of.ts';

it('a Pod past its deadline is told of with each status until nothing of it runs, and has failed', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: {
      activeDeadlineSeconds: 8,
      terminationGracePeriodSeconds: 2,
      containers: [{ name: 'app', image: 'busybox:1.28', command: ['sh', '-c', 'sleep 3600'] }],
    },
  };
  const trace = runOfCommands({
    files: { 'a.yaml': JSON.stringify(pod) },
    actions: ['create -f a.yaml'],
    until: '20s',
  });
  const counts = trace.writes.flatMap(({ object }) => {
    const { reason, count } = (object ?? {}) as { reason?: string; count?: number };
    return reason === 'DeadlineExceeded' ? [count] : [];
  });
  expect(counts).toEqual([1, 2, 3, 4]);
  expect(statesOf<Pod>(trace, 'pods/default/a').at(-1)?.status).toMatchObject({
    phase: 'Failed',
    reason: 'DeadlineExceeded',
    message: 'Pod was active on the node longer than the specified deadline',
  });
});
