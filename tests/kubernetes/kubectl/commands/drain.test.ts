import { describe, expect, it } from 'vitest';
import { kubectl, type Stored } from '../answering.ts';

const node: Stored = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'worker-1' } };

const pod = (
  name: string,
  { owner, spec = {}, phase = 'Running' }: { owner?: string; spec?: object; phase?: string },
): Stored => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'default',
    ...(owner === undefined ? {} : { ownerReferences: [{ kind: owner, name: 'agent', controller: true }] }),
  },
  ...{ spec: { nodeName: 'worker-1', ...spec }, status: { phase } },
});

const agent: Stored = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'agent', namespace: 'default' } };
const local = { volumes: [{ name: 'v', emptyDir: {} }] };
const everything = [
  node,
  agent,
  pod('agent-x', { owner: 'DaemonSet' }),
  pod('alone', {}),
  pod('cache', { owner: 'ReplicaSet', spec: local }),
  pod('done', { phase: 'Succeeded' }),
];

describe('kubectl drain', () => {
  it('refuses Pods of DaemonSets, Pods that nobody manages and Pods with local storage', () => {
    const { stdout, stderr, code } = kubectl('drain worker-1', everything);
    const fatal = [
      'cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/agent-x',
      'cannot delete Pods that declare no controller (use --force to override): default/alone',
      'cannot delete Pods with local storage (use --delete-emptydir-data to override): default/cache',
    ];
    expect(stdout).toBe('node/worker-1 cordoned\n');
    expect(stderr).toBe(
      `error: unable to drain node "worker-1" due to error: [${fatal.join(', ')}], continuing command...\nThere are pending nodes to be drained:\n worker-1\n${fatal.join('\n')}\n`,
    );
    expect(code).toBe(1);
  });
  it('says in a dry run what it would evict', () => {
    const flags = '--ignore-daemonsets --force --delete-emptydir-data --dry-run=client';
    expect(kubectl(`drain worker-1 ${flags}`, everything)).toMatchObject({
      stdout:
        'node/worker-1 cordoned (dry run)\nevicting pod default/alone (dry run)\nevicting pod default/cache (dry run)\nevicting pod default/done (dry run)\nnode/worker-1 drained (dry run)\n',
      stderr:
        'Warning: ignoring DaemonSet-managed Pods: default/agent-x; deleting Pods that declare no controller: default/alone\n',
      code: 0,
      changes: [],
    });
  });
  it('does nothing if a node is missing or none is named', () => {
    expect(kubectl('drain nope', everything)).toMatchObject({
      stderr: 'Error from server (NotFound): nodes "nope" not found\n',
      changes: [],
    });
    expect(kubectl('drain', everything).stderr).toBe(
      "error: USAGE: drain NODE [flags]\nSee 'kubectl drain -h' for help and examples\n",
    );
    expect(kubectl('cordon worker-1 -l a=b', everything).stderr).toMatch(
      /^error: cannot specify both a node name and a --selector option/,
    );
  });
});
