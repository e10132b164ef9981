import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultNodes } from '../../src/scenario/defaults.ts';
import { simulate } from '../../src/simulation/simulate.ts';

interface Case {
  readonly name: string;
  readonly manifest: string;
  readonly expect: { readonly ok: boolean; readonly kubectlStderr?: string; readonly stdout?: string };
}

const cases = JSON.parse(
  readFileSync(new URL('../fixtures/conformance/validation.json', import.meta.url), 'utf8'),
) as readonly Case[];

/** What kubectl prints when the manifest is created in an empty cluster. */
function answer({ name, manifest }: Case) {
  const file = `${name}.yaml`;
  const trace = simulate({
    name: 'case',
    title: name,
    seed: 1,
    until: 1500,
    cluster: { version: 'v1.35', nodes: defaultNodes(1), objects: [], images: [], users: {}, clients: [] },
    files: { [file]: manifest },
    actions: [{ at: 0, kubectl: `create -f ${file}`, as: 'kubernetes-admin' }],
    view: {},
  });
  return trace.commands[0];
}

describe('kubectl create -f, beside the answers of a real v1.35.6 API server', () => {
  for (const given of cases) {
    it(given.name, () => {
      const printed = answer(given);
      if (given.expect.ok) expect(printed).toMatchObject({ code: 0, stdout: `${given.expect.stdout?.trim()}\n` });
      else expect(printed?.stderr.trim()).toBe(given.expect.kubectlStderr?.trim());
    });
  }
});
