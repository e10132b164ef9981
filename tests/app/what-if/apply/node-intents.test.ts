import { describe, expect, it } from 'vitest';
import { putTogether, takeApart } from '../../../../src/app/document-text.ts';
import { withChanges } from '../../../../src/app/what-if/apply/with-changes.ts';
import { recordedView } from '../../../../src/app/what-if/recorded-view.ts';
import { situationOf } from '../../../../src/app/what-if/situation-of.ts';
import type { Node, Pod } from '../../../../src/kubernetes/api/types.ts';
import { fullProfile } from '../../../../src/kubernetes/scheduling/plugins/index.ts';
import { changesFor, type NodeIntent } from '../../../../src/kubernetes/scheduling/what-if/node-intent.ts';
import { changed, decidedIn } from '../../../../src/kubernetes/scheduling/what-if/situation.ts';
import { readScenario } from '../../../../src/scenario/read-scenario.ts';
import { simulate } from '../../../../src/simulation/simulate.ts';
import { originOf } from '../../../../src/story/origin-of.ts';
import { frameAt } from '../../../../src/trace/frame.ts';
import { indexTrace } from '../../../../src/trace/trace-index.ts';

/** Before the Pod is created at 5 s, what is done to the nodes is done at 2 s. */
const text = `apiVersion: podscope.dev/v1
kind: Scenario
metadata: {name: nodes}
spec:
  until: 20s
  cluster:
    nodes:
      - {name: a, capacity: {cpu: "4", memory: 8Gi, pods: "110"}}
      - {name: b, capacity: {cpu: "2", memory: 8Gi, pods: "110"}, unschedulable: true}
      - {name: c, capacity: {cpu: "4", memory: 8Gi, pods: "110"}, taints: [{key: gpu, value: x, effect: NoSchedule}]}
  files:
    pod.yaml: |
      {apiVersion: v1, kind: Pod, metadata: {name: wish}, spec: {containers: [{name: main, image: nginx, resources: {requests: {cpu: "1"}}}],
       affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100, preference: {matchExpressions: [{key: disk, operator: In, values: [ssd]}]}}]}}}}
  actions: [{at: 5s, kubectl: create -f pod.yaml}]
`;

const run = (of: string) => {
  const read = readScenario(of, 'nodes.yaml');
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('; '));
  return indexTrace(simulate(read.scenario));
};

const gpu = { key: 'gpu', value: 'x', effect: 'NoSchedule' };
const cases: readonly (readonly [says: string, intents: readonly NodeIntent[]])[] = [
  ['cordon', [{ type: 'cordon', node: 'a' }]],
  ['uncordon', [{ type: 'uncordon', node: 'b' }]],
  ['taint', [{ type: 'taint', node: 'a', taint: gpu }]],
  ['untaint', [{ type: 'untaint', node: 'c', taint: gpu }]],
  [
    'a label',
    [
      { type: 'uncordon', node: 'b' },
      { type: 'label', node: 'b', key: 'disk', value: 'ssd' },
    ],
  ],
  [
    'a label that is taken off again',
    [
      { type: 'uncordon', node: 'b' },
      { type: 'label', node: 'b', key: 'disk', value: 'ssd' },
      { type: 'label', node: 'b', key: 'disk', value: undefined },
    ],
  ],
  ['less CPU', [{ type: 'resize', node: 'a', amounts: { cpu: '500m', memory: '8Gi' } }]],
  [
    'more CPU',
    [
      { type: 'uncordon', node: 'b' },
      { type: 'resize', node: 'b', amounts: { cpu: '32', memory: '64Gi' } },
    ],
  ],
  ['a node that is removed', [{ type: 'remove', node: 'a' }]],
  [
    'a node that is added and labelled',
    [
      { type: 'add', node: 'new-node-1', like: 'c' },
      { type: 'label', node: 'new-node-1', key: 'disk', value: 'ssd' },
    ],
  ],
];

describe('what a person does to nodes', () => {
  const documents = takeApart(text, 'nodes.yaml');
  const index = run(putTogether(documents));
  const look = index.decisions.find(({ kind }) => kind === 'filter');
  const view = look && recordedView(index, look);
  if (look === undefined || view === undefined) throw new Error('nothing was decided');
  const frame = frameAt(index, look.at);

  for (const [says, intents, fromStart] of cases.flatMap((each) => [
    [...each, false] as const,
    [...each, true] as const,
  ]))
    it(`is decided about as it is when it is run: ${says}, ${fromStart ? 'from the start' : 'by commands'}`, () => {
      const changes = changesFor(intents, (name) => frame.object(`nodes//${name}`) as Node | undefined);
      expect(changes).toHaveLength(intents.length);
      const foretold = decidedIn(changed(situationOf(view), changes), fullProfile);
      const applied = withChanges(documents, originOf(frame, view.pod), changes, 2000, fromStart);
      if ('cannot' in applied) throw new Error(applied.cannot);
      const after = run(putTogether(applied.documents));
      expect(after.trace.commands.filter(({ code }) => code !== 0)).toEqual([]);
      const pod = frameAt(after, 20_000).object('pods/default/wish') as Pod | undefined;
      expect(pod?.spec.nodeName).toBe(foretold.chosen?.node.metadata.name);
    });
});
