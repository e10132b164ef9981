import { describe, expect, it } from 'vitest';
import type { Pod } from '../../src/kubernetes/api/types.ts';
import { createdOf, lastOf, runOf } from './run-of.ts';

const db = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'db' },
  spec: {
    serviceName: 'db',
    replicas: 1,
    selector: { matchLabels: { app: 'db' } },
    template: {
      metadata: { labels: { app: 'db' } },
      spec: {
        nodeName: 'worker-1',
        containers: [{ name: 'main', image: 'busybox', command: ['sleep', '3600'] }],
      },
    },
  },
};

describe('a Pod of a StatefulSet that was deleted by force', () => {
  const trace = runOf(
    { 'db.yaml': db },
    [
      ['0s', 'create -f db.yaml'],
      ['10s', 'delete pod db-0 --force --grace-period=0'],
    ],
    '90s',
  );
  const made = createdOf<Pod>(trace, 'pods');

  it('is made again under its name, on the node where the old one still ends', () => {
    expect(made.map(({ metadata }) => metadata.name)).toEqual(['db-0', 'db-0']);
    expect(made[0]?.metadata.uid).not.toBe(made[1]?.metadata.uid);
  });
  it('runs, though the process of the old one ignores SIGTERM for its grace period', () => {
    const now = lastOf<Pod>(trace, 'pods/default/db-0');
    expect(now?.metadata.uid).toBe(made[1]?.metadata.uid);
    expect(now?.status?.phase).toBe('Running');
  });
  it('gets a worker of its own, and the old worker ends', () => {
    const workers = trace.actors.filter(({ machine }) => machine === 'kubelet-pod-worker');
    expect(workers.map(({ address }) => address)).toEqual([
      'worker-1/kubelet/default/db-0',
      'worker-1/kubelet/default/db-0~2',
    ]);
    expect(workers[0]?.stoppedAt).toBeGreaterThan(10_000);
    expect(workers[1]?.stoppedAt).toBeUndefined();
  });
});
