import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';

interface Case {
  readonly name: string;
  readonly manifest?: string;
  /** Manifests that are applied before, or words of commands that are typed before. */
  readonly setup?: readonly (string | readonly string[])[];
  readonly command: string;
  readonly user?: string;
  readonly expect: { readonly ok: boolean; readonly stdout?: string; readonly kubectlStderr?: string };
}

const cases = JSON.parse(readFileSync('tests/fixtures/conformance/kubectl-session.json', 'utf8')) as readonly Case[];

/** All cases in one cluster, one after the other, as they were recorded; the answer of each. */
function session() {
  const files: Record<string, string> = {};
  const actions: { at: string; kubectl: string; as?: string }[] = [];
  const type = (command: string, as?: string): number => {
    const typed = { at: `${1 + 3 * actions.length}s`, kubectl: command.replace(/^kubectl /, '') };
    return actions.push(as === undefined || as === 'kubernetes-admin' ? typed : { ...typed, as }) - 1;
  };
  const places = cases.map(({ manifest, setup = [], command, user, expect: wanted }, i) => {
    for (const [j, step] of setup.entries()) {
      if (typeof step === 'string') files[`s${i}-${j}.yaml`] = step;
      type(typeof step === 'string' ? `apply -f s${i}-${j}.yaml` : step.join(' '));
    }
    if (manifest !== undefined) for (const ending of ['yaml', 'json']) files[`m${i}.${ending}`] = manifest;
    // What a case creates is not there before it.
    if (wanted.ok && manifest !== undefined && / create /.test(command))
      type(`delete -f m${i}.yaml --ignore-not-found --force --grace-period=0 --wait=false`);
    return type(command.replace(/\bm\.(yaml|json)/g, `m${i}.$1`), user);
  });
  const nodes = ['node1', 'node2', 'node3'].map((name) => ({ name }));
  const cluster = { nodes, users: { alice: { groups: [] } } };
  const spec = { until: `${3 * actions.length + 6}s`, cluster, files, actions };
  const document = { apiVersion: 'podscope.dev/v1', kind: 'Scenario', metadata: { name: 'session' }, spec };
  const read = readScenario(JSON.stringify(document), 'session.yaml');
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const { commands } = simulate(read.scenario);
  return places.map((place) => commands[place]);
}

/** Which of the three nodes is named first is luck. */
const anyNode = (text: string) => text.replace(/node "node\d"/g, 'a node').trim();

describe('what kubectl printed on a real v1.35 cluster', () => {
  const answers = session();
  it.each(cases.map((each, i) => ({ ...each, i })))('$name', ({ expect: wanted, i }) => {
    const refused = (wanted.kubectlStderr ?? '') !== '';
    const said = (refused ? answers[i]?.stderr : answers[i]?.stdout) ?? 'no answer';
    const real = anyNode((refused ? wanted.kubectlStderr : wanted.stdout) ?? '');
    expect(anyNode(said.replaceAll(`m${i}.`, 'm.'))).toBe(real);
  });
});
