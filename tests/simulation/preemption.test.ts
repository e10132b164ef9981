import { describe, expect, it } from 'vitest';
import type { Pod } from '../../src/kubernetes/api/types.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { invariants } from '../../src/trace/invariants/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { statesOf } from './run-of.ts';

const asking = (cpu: string) => [{ name: 'main', image: 'nginx:1.27', resources: { requests: { cpu } } }];
const low = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { containers: asking('900m') },
});
const high = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'high' },
  spec: { priorityClassName: 'high', containers: asking('1500m') },
};
const priority = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'high' },
  value: 1000,
};

/** A node of two CPUs with two Pods on it, and after ten seconds one that needs the room of both. */
function run(objects: readonly object[] = [priority]): Trace {
  const read = readScenario(
    JSON.stringify({
      apiVersion: 'podscope.dev/v1',
      kind: 'Scenario',
      metadata: { name: 'preemption' },
      spec: {
        until: '40s',
        cluster: { nodes: [{ name: 'only', capacity: { cpu: '2' } }], objects },
        files: {
          'low.yaml': `${JSON.stringify(low('a'))}\n---\n${JSON.stringify(low('b'))}`,
          'high.yaml': JSON.stringify(high),
        },
        actions: [
          { at: '0s', kubectl: 'create -f low.yaml' },
          { at: '10s', kubectl: 'create -f high.yaml' },
        ],
      },
    }),
    'preemption.yaml',
  );
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('; '));
  const trace = simulate(read.scenario);
  for (const { says, broken } of invariants) expect(broken(trace), says).toEqual([]);
  return trace;
}

const events = (trace: Trace, reason: string): readonly string[] =>
  trace.writes
    .filter(({ key, object }) => key.startsWith('events/') && (object as { reason?: string }).reason === reason)
    .map(({ object }) =>
      String((object as { message?: string; note?: string }).note ?? (object as { message?: string }).message),
    );

describe('a Pod of higher priority', () => {
  const trace = run();
  const states = statesOf<Pod>(trace, 'pods/default/high');

  it('is promised the node in the same report that says it does not fit', () => {
    const promised = states.find(({ status }) => status?.nominatedNodeName === 'only');
    expect(promised?.status?.conditions).toMatchObject([
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message: '0/1 nodes are available: 1 Insufficient cpu.',
      },
    ]);
  });

  it('is promised nothing any more once it is bound', () => {
    const bound = states.find(({ spec }) => spec.nodeName === 'only');
    expect(bound?.status?.nominatedNodeName).toBeUndefined();
  });

  it('makes others leave, who are told why, and runs when the last of them is gone', () => {
    for (const name of ['a', 'b']) {
      const last = statesOf<Pod>(trace, `pods/default/${name}`).at(-1);
      expect(last?.metadata.deletionTimestamp).toBeDefined();
      expect(last?.status?.conditions?.find(({ type }) => type === 'DisruptionTarget')).toMatchObject({
        status: 'True',
        reason: 'PreemptionByScheduler',
        message: 'default-scheduler: preempting to accommodate a higher priority pod',
      });
    }
    const { uid } = states[0]?.metadata ?? {};
    expect(new Set(events(trace, 'Preempted'))).toEqual(new Set([`Preempted by pod ${uid} on node only`]));
    expect(states.at(-1)?.status?.phase).toBe('Running');
  });

  it('does not make room a second time while the first victims are still leaving', () => {
    const marked = trace.decisions.filter(({ kind }) => kind === 'preemption');
    expect(marked).toHaveLength(1);
    expect(events(trace, 'FailedScheduling')).toContain(
      '0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to a terminating pod on the nominated node.',
    );
  });

  it('is decided in one sentence that names who makes room', () => {
    const says = trace.decisions.find(({ kind }) => kind === 'preemption')?.says;
    expect(says).toBe('a, b on only make room for high.');
  });
});

it('a Pod of the same priority makes nobody leave', () => {
  const trace = run([{ ...priority, value: 0 }]);
  expect(trace.decisions.some(({ kind }) => kind === 'preemption')).toBe(false);
  expect(statesOf<Pod>(trace, 'pods/default/high').at(-1)?.status?.phase).toBe('Pending');
});
