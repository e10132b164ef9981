import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../../src/scenario/read-scenario.ts';
import { simulate } from '../../../src/simulation/simulate.ts';

interface Case {
  readonly name: string;
  readonly manifest: string;
  readonly expect: { readonly ok: boolean; readonly stdout?: string; readonly kubectlStderr?: string };
}

const cases = JSON.parse(readFileSync('tests/fixtures/conformance/validation.json', 'utf8')) as readonly Case[];

/** What `kubectl create` says of the manifest, in a whole simulated cluster. */
function answer({ name, manifest }: Case) {
  const file = `${name}.yaml`;
  const spec = { until: '2s', files: { [file]: manifest }, actions: [{ at: '0s', kubectl: `create -f ${file}` }] };
  const document = { apiVersion: 'podscope.dev/v1', kind: 'Scenario', metadata: { name: 'case', title: name }, spec };
  const read = readScenario(JSON.stringify(document), file);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return simulate(read.scenario).commands[0];
}

describe('what kubectl says of a manifest, as a real v1.35 cluster answered', () => {
  it.each(cases)('$name', (each) => {
    const said = answer(each);
    const { ok, stdout, kubectlStderr } = each.expect;
    if (ok) expect(said?.stdout.trim()).toBe(stdout?.trim());
    else expect(said?.stderr.trim()).toBe(kubectlStderr?.trim());
  });
});
