import { describe, expect, it } from 'vitest';
import type { Pod, ReplicaSet } from '../../src/kubernetes/api/types.ts';
import { controllerOf } from '../../src/kubernetes/controllers/controller.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { invariants } from '../../src/trace/invariants/index.ts';
import type { Trace } from '../../src/trace/trace.ts';

const pod = (name: string, app: string): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { app } },
  spec: { containers: [{ name: 'main', image: 'nginx:1.27' }] },
});
const set = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: { name: 'web' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', image: 'nginx:1.27' }] } },
  },
};

function run(...commands: readonly (readonly [at: string, command: string])[]): Trace {
  const scenario = {
    apiVersion: 'podscope.dev/v1',
    kind: 'Scenario',
    metadata: { name: 'adoption', title: 'Adoption' },
    spec: {
      until: '30s',
      files: {
        'lone.yaml': JSON.stringify(pod('lone', 'web')),
        'other.yaml': JSON.stringify(pod('other', 'other')),
        'web.yaml': JSON.stringify(set),
      },
      actions: commands.map(([at, kubectl]) => ({ at, kubectl })),
    },
  };
  const read = readScenario(JSON.stringify(scenario), 'adoption.yaml');
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('; '));
  const trace = simulate(read.scenario);
  for (const { says, broken } of invariants) expect(broken(trace), says).toEqual([]);
  return trace;
}

const last = (trace: Trace, name: string): Pod =>
  trace.writes.filter(({ key }) => key === `pods/default/${name}`).at(-1)?.object as Pod;
const created = (trace: Trace): readonly string[] =>
  trace.writes
    .filter(({ resource, operation }) => resource === 'pods' && operation === 'create')
    .map(({ object }) => object.metadata.name);
const status = (trace: Trace): ReplicaSet['status'] => {
  const set = trace.writes.filter(({ resource }) => resource === 'replicasets').at(-1)?.object;
  return (set as ReplicaSet | undefined)?.status;
};

describe('a Pod without an owner', () => {
  const before = run(['0s', 'create -f lone.yaml'], ['0s', 'create -f other.yaml'], ['5s', 'create -f web.yaml']);

  it('is adopted by a ReplicaSet that comes later and whose selector matches it, which then makes one Pod less', () => {
    const owner = controllerOf(last(before, 'lone'));
    expect(owner).toMatchObject({ kind: 'ReplicaSet', name: 'web', controller: true, blockOwnerDeletion: true });
    expect(created(before)).toHaveLength(3);
    expect(status(before)).toMatchObject({ replicas: 2, readyReplicas: 2 });
  });

  it('is left alone by one whose selector does not match it', () => {
    expect(controllerOf(last(before, 'other'))).toBeUndefined();
  });

  it('is adopted with a strategic merge patch, after a look whether the ReplicaSet is still there', () => {
    const asked = before.messages.flatMap(({ from, body }) =>
      from.startsWith('kube-controller-manager/replicaset-controller/') && body.type === 'http-request' ? [body] : [],
    );
    expect(asked.slice(0, 2).map(({ verb, path }) => `${verb} ${path}`)).toEqual([
      'get /apis/apps/v1/namespaces/default/replicasets/web',
      'patch /api/v1/namespaces/default/pods/lone',
    ]);
  });

  it('is adopted and deleted when the ReplicaSet has enough Pods already', () => {
    const trace = run(['0s', 'create -f web.yaml'], ['8s', 'create -f lone.yaml']);
    expect(trace.decisions.some(({ says }) => says.startsWith('lone has no owner, and the selector'))).toBe(true);
    expect(trace.decisions.some(({ says }) => says.includes('It adopted lone'))).toBe(true);
    expect(trace.writes.filter(({ key }) => key === 'pods/default/lone').at(-1)?.operation).toBe('delete');
    expect(status(trace)).toMatchObject({ replicas: 2 });
  });
});

describe('a Pod of a ReplicaSet whose labels are changed', () => {
  it('is let go and replaced, and runs on', () => {
    const trace = run(
      ['0s', 'create -f lone.yaml'],
      ['1s', 'create -f web.yaml'],
      ['10s', 'label pod lone app=aside --overwrite'],
    );
    expect(last(trace, 'lone').metadata.ownerReferences ?? []).toEqual([]);
    expect(last(trace, 'lone').status?.phase).toBe('Running');
    expect(created(trace)).toHaveLength(3);
    expect(status(trace)).toMatchObject({ replicas: 2, readyReplicas: 2 });
  });
});
