import { describe, expect, it } from 'vitest';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';

const role = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'r', namespace: 'x' },
};

describe('the Namespace written in an object', () => {
  it('is dropped where its kind has none', () => {
    const actions = [
      { at: '0s', kubectl: 'create -f r.json' },
      { at: '1s', kubectl: 'get clusterrole r -o jsonpath={.metadata.namespace}' },
    ];
    const spec = { until: '2s', files: { 'r.json': JSON.stringify({ ...role, rules: [] }) }, actions };
    const metadata = { name: 'case', title: 'case' };
    const document = { apiVersion: 'podscope.dev/v1', kind: 'Scenario', metadata, spec };
    const read = readScenario(JSON.stringify(document), 'case.yaml');
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const [created, namespace] = simulate(read.scenario).commands;
    expect(created?.stdout).toBe('clusterrole.rbac.authorization.k8s.io/r created\n');
    expect(namespace?.stdout).toBe('');
  });
});
