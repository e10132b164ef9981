import { expect, it } from 'vitest';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import type { Trace } from '../../src/trace/trace.ts';

const pod = (metadata: object = {}, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', ...metadata },
  spec: { containers: [{ name: 'main', image: 'nginx' }], ...spec },
});

function run(spec: object): Trace {
  const scenario = { apiVersion: 'podscope.dev/v1', kind: 'Scenario', metadata: { name: 'queue' }, spec };
  const read = readScenario(JSON.stringify(scenario), 'queue.yaml');
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('; '));
  return simulate(read.scenario);
}

const attempts = ({ decisions }: Trace): readonly number[] =>
  decisions.filter(({ kind }) => kind === 'filter').map(({ at }) => Math.floor(at / 1000));

it('without nodes a Pod is tried again after each back-off, which grows to ten seconds, and no sooner', () => {
  const trace = run({
    until: '40s',
    cluster: { nodes: [] },
    files: { 'p.yaml': JSON.stringify(pod()) },
    actions: [{ at: '0s', kubectl: 'create -f p.yaml' }],
  });
  expect(attempts(trace)).toEqual([0, 2, 5, 10, 19, 30]);
});

it('a Pod that is being deleted is not tried when its turn comes', () => {
  const trace = run({
    until: '10s',
    cluster: { nodes: [{ name: 'n' }] },
    files: {
      'p.yaml': JSON.stringify(pod({ finalizers: ['example.com/keep'] }, { nodeSelector: { disk: 'ssd' } })),
    },
    actions: [
      { at: '0s', kubectl: 'create -f p.yaml' },
      { at: '2s', kubectl: 'delete pod p --wait=false' },
      { at: '5s', kubectl: 'label node n disk=ssd' },
    ],
  });
  expect(attempts(trace)).toEqual([0]);
  const events = trace.writes.flatMap(({ key, object }) => (key.startsWith('events/') ? [object] : []));
  expect(events).toContainEqual(
    expect.objectContaining({ reason: 'FailedScheduling', message: 'skip schedule deleting pod: default/p' }),
  );
});
