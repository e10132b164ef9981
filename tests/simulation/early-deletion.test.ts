import { describe, expect, it } from 'vitest';
import type { Pod } from '../../src/kubernetes/api/types.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';

function writesOf(image: string, deletedAt: string) {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'lone' },
    spec: { containers: [{ name: 'main', image }] },
  };
  const scenario = {
    apiVersion: 'podscope.dev/v1',
    kind: 'Scenario',
    metadata: { name: 'early', title: 'Early' },
    spec: {
      until: '60s',
      files: { 'lone.yaml': JSON.stringify(pod) },
      actions: [
        { at: '0s', kubectl: 'create -f lone.yaml' },
        { at: deletedAt, kubectl: 'delete pod lone --wait=false' },
      ],
    },
  };
  const read = readScenario(JSON.stringify(scenario), 'early.yaml');
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('; '));
  return simulate(read.scenario).writes.filter(({ key }) => key === 'pods/default/lone');
}

describe('a Pod that is deleted before a container of it has started', () => {
  it.each([
    ['before the kubelet has done anything', 'nginx:1.27', '0.1s'],
    ['before it has a sandbox', 'nginx:1.27', '0.3s'],
    ['while its image cannot be read', 'Not A Name', '20s'],
  ])('%s goes away, and its last phase is Failed', (_when, image, deletedAt) => {
    const writes = writesOf(image, deletedAt);
    expect(writes.at(-1)?.operation).toBe('delete');
    const status = (writes.at(-2)?.object as Pod | undefined)?.status;
    expect(status?.phase).toBe('Failed');
    expect(status?.containerStatuses?.[0]?.state?.terminated).toMatchObject({
      exitCode: 137,
      reason: 'ContainerStatusUnknown',
    });
  });
});
