import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Node, Pod } from '../../src/kubernetes/api/types.ts';
import type { Decision } from '../../src/kubernetes/scheduling/decision.ts';
import { fullProfile } from '../../src/kubernetes/scheduling/plugins/index.ts';
import { preempt } from '../../src/kubernetes/scheduling/preemption/preempt.ts';
import { schedulePod } from '../../src/kubernetes/scheduling/schedule.ts';
import { snapshotOf, viewOf } from '../kubernetes/scheduling/cluster.ts';

interface Candidate {
  readonly victims: readonly string[];
  readonly numPDBViolations: number;
}

/** What kube-scheduler v1.35 decided; a field that is not there was not asked. */
interface Expected {
  readonly feasible: readonly string[];
  readonly statuses?: Readonly<
    Record<string, { readonly plugin: string | null; readonly code: string; readonly reasons: readonly string[] }>
  >;
  readonly weightedScores?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly total?: Readonly<Record<string, number>>;
  readonly best?: readonly string[];
  readonly chosen?: string;
  readonly fitErrorMessage?: string;
  readonly unschedulablePlugins?: readonly string[];
  readonly candidates?: Readonly<Record<string, Candidate>>;
  readonly selected?: readonly string[];
}

interface Case {
  readonly id: string;
  readonly pod?: Pod;
  readonly pods?: readonly Pod[];
  readonly nodes: readonly Node[];
  readonly existingPods: readonly Pod[];
  readonly objects?: readonly unknown[];
  readonly expected: Expected & { readonly nodeOrder: readonly string[]; readonly steps?: readonly Expected[] };
}

const cases = readFileSync('tests/fixtures/conformance/scheduling.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

const sorted = (names: Iterable<string>): readonly string[] => [...names].sort();
const nameOf = ({ metadata }: { readonly metadata: { readonly name: string } }): string => metadata.name;

function statusesOf({ filtered }: Decision): Expected['statuses'] {
  const told = [...filtered.refused].map(
    ([node, { plugin, code, reasons }]) => [node, { plugin, code, reasons }] as const,
  );
  return Object.fromEntries(told);
}

/** The weighted scores of each node; a plugin that skipped gives 0, as it does there. */
function weightedOf({ scored }: Decision, asked: NonNullable<Expected['weightedScores']>): Expected['weightedScores'] {
  const weighted = (node: string, name: string): number => {
    const place = scored?.feasible.findIndex((info) => nameOf(info.node) === node) ?? -1;
    const scores = scored?.plugins.find(({ plugin }) => plugin === name);
    return (scores?.normalized[place] ?? 0) * (scores?.weight ?? 0);
  };
  const each = Object.entries(asked).map(([node, plugins]) => [
    node,
    Object.fromEntries(Object.keys(plugins).map((plugin) => [plugin, weighted(node, plugin)])),
  ]);
  return Object.fromEntries(each);
}

const candidatesOf = ({ preemption }: Decision): Expected['candidates'] =>
  Object.fromEntries(
    preemption?.candidates.map(({ node, pods, violations }) => [
      node,
      { victims: pods.map(nameOf), numPDBViolations: violations },
    ]) ?? [],
  );

function compare(decision: Decision, expected: Expected): void {
  const { filtered, scored, preemption, chosen } = decision;
  const feasible = filtered.feasible.map(({ node }) => nameOf(node));
  expect(sorted(feasible)).toEqual(sorted(expected.feasible));
  if (expected.statuses) expect(statusesOf(decision)).toEqual(expected.statuses);
  if (expected.weightedScores) expect(weightedOf(decision, expected.weightedScores)).toEqual(expected.weightedScores);
  if (expected.total)
    expect(Object.fromEntries(feasible.map((node, i) => [node, scored?.totals[i]]))).toEqual(expected.total);
  if (expected.best?.length === 0) expect(chosen).toBeUndefined();
  else if (expected.best) expect(expected.best).toContain(chosen && nameOf(chosen.node));
  if (expected.chosen) expect(chosen && nameOf(chosen.node)).toBe(expected.chosen);
  if (expected.fitErrorMessage) expect(decision.message).toBe(expected.fitErrorMessage);
  if (expected.unschedulablePlugins) expect(sorted(filtered.rejectedBy)).toEqual(sorted(expected.unschedulablePlugins));
  if (expected.candidates) expect(candidatesOf(decision)).toEqual(expected.candidates);
  if (expected.selected?.length === 0) expect(preemption?.selected).toBeUndefined();
  else if (expected.selected) expect(expected.selected).toContain(preemption?.selected?.node);
}

describe('every measured decision of kube-scheduler v1.35', () => {
  for (const { id, pod, pods, nodes, existingPods, objects, expected } of cases)
    it(`is made here, too: ${id}`, () => {
      const snapshot = snapshotOf({ nodes, pods: existingPods });
      const view = viewOf(objects ?? []);
      expect(snapshot.nodes.map(({ node }) => nameOf(node))).toEqual(expected.nodeOrder);
      for (const [step, next] of (pods ?? (pod ? [pod] : [])).entries()) {
        const decision = schedulePod({ pod: next, snapshot, view }, fullProfile, { preempt });
        compare(decision, expected.steps?.[step] ?? expected);
        if (decision.chosen === undefined) continue;
        snapshot.setPod({ ...next, spec: { ...next.spec, nodeName: nameOf(decision.chosen.node) } });
      }
    });
});
