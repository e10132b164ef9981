import type { Manifest } from '../../../src/kubernetes/api/types.ts';
import { readScenario } from '../../../src/scenario/read-scenario.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';

export const node = (name: string, more: { labels?: object; spec?: object; status?: object } = {}): Manifest =>
  ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: `uid-${name}`, labels: { 'kubernetes.io/hostname': name, ...more.labels } },
    spec: { podCIDR: '10.1.7.0/24', ...more.spec },
    status: {
      allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
      capacity: { cpu: '4', memory: '8Gi', pods: '110' },
      addresses: [{ type: 'InternalIP', address: '10.0.0.7' }],
      conditions: [{ type: 'Ready', status: 'True' }],
      images: [{ names: ['docker.io/library/nginx:1.27'], sizeBytes: 9_000_000_000 }],
      ...more.status,
    },
  }) as unknown as Manifest;

export const pod = (
  name: string,
  nodeName: string | undefined,
  more: { metadata?: object; spec?: object } = {},
): Manifest =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', uid: `uid-${name}`, labels: { app: 'web' }, ...more.metadata },
    spec: {
      ...(nodeName === undefined ? {} : { nodeName }),
      containers: [{ name: 'c', image: 'shop:1', resources: { requests: { cpu: '1' } } }],
      ...more.spec,
    },
    status: nodeName === undefined ? { phase: 'Pending' } : { phase: 'Running', podIPs: [{ ip: '10.1.7.2' }] },
  }) as Manifest;

/** A scenario of some commands over some files in a cluster of somebody's own. */
export function scenarioIn(
  imported: readonly Manifest[],
  files: Readonly<Record<string, object>>,
  commands: readonly (readonly [at: string, command: string])[],
  until = '30s',
): Scenario {
  const texts = Object.entries(files).map(([name, content]) => [name, JSON.stringify(content)]);
  const text = {
    apiVersion: 'podscope.dev/v1',
    kind: 'Scenario',
    metadata: { name: 'imported' },
    spec: { until, files: Object.fromEntries(texts), actions: commands.map(([at, kubectl]) => ({ at, kubectl })) },
  };
  const read = readScenario(JSON.stringify(text), 'facts.yaml');
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('; '));
  return { ...read.scenario, cluster: { ...read.scenario.cluster, nodes: [], imported } };
}
