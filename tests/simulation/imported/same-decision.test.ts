import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Manifest, Pod } from '../../../src/kubernetes/api/types.ts';
import { filterRecord, scoreRecord } from '../../../src/kubernetes/scheduling/decision-record.ts';
import { KnownCluster } from '../../../src/kubernetes/scheduling/known-cluster.ts';
import { fullProfile } from '../../../src/kubernetes/scheduling/plugins/index.ts';
import { preempt } from '../../../src/kubernetes/scheduling/preemption/preempt.ts';
import { schedulePod } from '../../../src/kubernetes/scheduling/schedule.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { scenarioIn } from './imported-run.ts';

interface Case {
  readonly id: string;
  readonly pod?: Pod;
  readonly pods?: readonly Pod[];
  readonly nodes: readonly Manifest[];
  readonly existingPods: readonly Manifest[];
  readonly objects?: readonly Manifest[];
}

const cases = readFileSync('tests/fixtures/conformance/scheduling.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

/** As kubectl would print it. */
const printed = (object: Manifest, kind: string): Manifest => ({
  ...object,
  apiVersion: object.apiVersion ?? 'v1',
  kind: object.kind ?? kind,
  metadata: { uid: `uid-${kind}-${object.metadata?.name}`, ...object.metadata },
});

const withoutAttempt = ({ attempt: _, ...data }: Readonly<Record<string, unknown>>): object => data;

/** Where the first Pod of a case goes: in a run, and asked without one. Undefined where the API server refuses the Pod. */
function bothWays({ pod, pods, nodes, existingPods, objects = [] }: Case) {
  const cluster = [
    ...nodes.map((each) => printed(each, 'Node')),
    ...existingPods.map((each) => printed(each, 'Pod')),
    ...objects.map((each) => printed(each, each.kind)),
  ];
  const {
    apiVersion: _a,
    kind: _k,
    status: _s,
    ...bare
  } = [pod, ...(pods ?? [])].find((each) => each !== undefined) as unknown as Manifest;
  const { nodeName: _n, ...spec } = (bare as { spec: Record<string, unknown> }).spec;
  const incoming = { apiVersion: 'v1', kind: 'Pod', metadata: bare.metadata, spec };
  const trace = simulate(scenarioIn(cluster, { 'pod.yaml': incoming }, [['0s', 'create -f pod.yaml']], '2s'));
  const key = `pods/${incoming.metadata?.namespace ?? 'default'}/${incoming.metadata?.name}`;
  const created = trace.writes.find((write) => write.key === key);
  if (created === undefined) return undefined;
  const known = new KnownCluster(cluster);
  const situation = { pod: created.object as unknown as Pod, snapshot: known.snapshot, view: known };
  const decision = schedulePod(situation, fullProfile, { preempt });
  const of = (kind: string) => trace.decisions.find((each) => each.kind === kind && each.about === key)?.data;
  return {
    run: [withoutAttempt(of('filter') ?? {}), of('score')],
    asked: [filterRecord(decision, known.snapshot), scoreRecord(decision)],
  };
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('in a cluster that was brought along kube-scheduler decides as it does without a run', () => {
  const compared: string[] = [];
  for (const each of cases)
    it(each.id, () => {
      const both = bothWays(each);
      if (both === undefined) return;
      compared.push(each.id);
      expect(plain(both.run)).toEqual(plain(both.asked));
    });

  it('over most of the measured cases: the API server refuses few of their Pods', () => {
    expect(compared.length).toBeGreaterThan(45);
  });
});
