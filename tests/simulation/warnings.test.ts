import { describe, expect, it } from 'vitest';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';

function run(files: Readonly<Record<string, string>>, ...commands: readonly string[]) {
  const actions = commands.map((kubectl, index) => ({ at: `${index * 2}s`, kubectl }));
  const spec = { until: '20s', files, actions };
  const document = { apiVersion: 'podscope.dev/v1', kind: 'Scenario', metadata: { name: 'case', title: 'case' }, spec };
  const read = readScenario(JSON.stringify(document), 'case.yaml');
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return simulate(read.scenario).commands;
}

const pod = (spec: object) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { containers: [{ name: 'c', image: 'nginx' }], ...spec },
  });

describe('what the server has to say besides', () => {
  it('is printed by kubectl, and the object is made', () => {
    const [said] = run({ 'p.yaml': pod({ nodeSelector: { 'beta.kubernetes.io/arch': 'amd64' } }) }, 'create -f p.yaml');
    expect(said?.stdout).toBe('pod/p created\n');
    expect(said?.stderr).toBe(
      'Warning: spec.nodeSelector[beta.kubernetes.io/arch]: deprecated since v1.14; use "kubernetes.io/arch" instead\n',
    );
  });

  it('is what a stricter Namespace thinks of a workload', () => {
    const commands = run(
      {},
      'label namespace default pod-security.kubernetes.io/warn=baseline',
      'create deployment web --image=nginx',
      'label namespace default pod-security.kubernetes.io/warn=restricted --overwrite',
      'create deployment web-2 --image=nginx',
    );
    expect(commands[1]?.stderr).toBe('');
    expect(commands[3]?.stderr).toMatch(/^Warning: would violate PodSecurity "restricted:latest": /);
    expect(commands[3]?.stdout).toBe('deployment.apps/web-2 created\n');
  });
});

describe('a Service that changes', () => {
  it('gets the port of the nodes that its new type needs, and keeps its address', () => {
    const service = (type: string) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web' },
        spec: { type, selector: { app: 'web' }, ports: [{ port: 80 }] },
      });
    const files = { 'a.yaml': service('ClusterIP'), 'b.yaml': service('NodePort') };
    const address = 'get service web -o jsonpath={.spec.clusterIP}';
    const port = 'get service web -o jsonpath={.spec.ports[0].nodePort}';
    const commands = run(files, 'apply -f a.yaml', address, 'apply -f b.yaml', address, port);
    expect(commands[3]?.stdout).toBe(commands[1]?.stdout);
    expect(Number(commands[4]?.stdout)).toBeGreaterThanOrEqual(30000);
  });
});
