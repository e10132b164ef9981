import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/scenario/catalog/index.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { invariants } from '../../src/trace/invariants/index.ts';
import type { Trace } from '../../src/trace/trace.ts';

function scenarioNamed(name: string): Scenario {
  const entry = catalog.find((candidate) => candidate.name === name);
  const read = readScenario(entry?.text ?? '', name);
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('; '));
  return read.scenario;
}

/** Small clusters with Pods, a Deployment and things that are done to them. */
const anyScenario: fc.Arbitrary<Scenario> = fc
  .record({
    seed: fc.integer({ min: 0, max: 100_000 }),
    nodes: fc.integer({ min: 1, max: 4 }),
    replicas: fc.integer({ min: 0, max: 5 }),
    cpu: fc.constantFrom('100m', '1', '3', '9'),
    deleteAt: fc.integer({ min: 0, max: 8000 }),
    exits: fc.boolean(),
  })
  .map(({ seed, nodes, replicas, cpu, deleteAt, exits }) => {
    const base = scenarioNamed('deployment-and-service');
    const text = (base.files['web.yaml'] ?? '')
      .replace('replicas: 3', `replicas: ${replicas}`)
      .replace('cpu: 250m', `cpu: "${cpu}"`);
    const node = (i: number) => ({
      name: `n${i}`,
      capacity: { cpu: '4', memory: '8Gi', pods: '110' },
      labels: {},
      taints: [],
      images: [],
    });
    return {
      ...base,
      seed,
      until: 12_000,
      cluster: {
        ...base.cluster,
        nodes: Array.from({ length: nodes }, (_, i) => node(i)),
        images: exits ? [{ name: 'nginx', pull: {}, run: { exitAfter: 1500, exitCode: 1 } }] : [],
      },
      files: { 'web.yaml': text },
      actions: [...base.actions, { at: deleteAt, kubectl: 'delete pod -l app=web', as: 'kubernetes-admin' }],
    };
  });

const upTo = (trace: Trace, at: number): unknown => ({
  messages: trace.messages.filter(({ sentAt }) => sentAt < at),
  writes: trace.writes.filter((write) => write.at < at),
  decisions: trace.decisions.filter((decision) => decision.at < at),
});

describe('a run', () => {
  it('is the same to the byte when computed twice, and keeps everything that must always hold', () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const trace = simulate(scenario);
        expect(JSON.stringify(simulate(structuredClone(scenario)))).toBe(JSON.stringify(trace));
        for (const { says, broken } of invariants) expect(broken(trace), says).toEqual([]);
      }),
      { seed: 35, numRuns: 25 },
    );
  });

  it('has another course with another seed', () => {
    const nginx = scenarioNamed('nginx');
    expect(JSON.stringify(simulate({ ...nginx, seed: 2 }).messages)).not.toBe(JSON.stringify(simulate(nginx).messages));
  });

  it('is, up to an intervention, what it was without it', () => {
    const calm = scenarioNamed('nginx');
    const forked = {
      ...calm,
      actions: [...calm.actions, { at: 12_000, kubectl: 'delete pod nginx', as: 'kubernetes-admin' }],
    };
    expect(upTo(simulate(forked), 12_000)).toEqual(upTo(simulate(calm), 12_000));
  });

  it('gives another Pod no other luck than it had alone', () => {
    const alone = scenarioNamed('nginx');
    const file = `${alone.files['nginx.yaml'] ?? ''}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n`;
    const status = (trace: Trace): readonly number[] =>
      trace.facts.filter(({ pod, container }) => pod === 'default/nginx' && container === 'nginx').map(({ at }) => at);
    const both = { ...alone, files: { 'nginx.yaml': file } };
    expect(status(simulate(both)).length).toBe(status(simulate(alone)).length);
  });
});

describe('the scenarios that ship', () => {
  for (const { name, text } of catalog) {
    it(`${name} can be read, runs, and keeps everything that must always hold`, () => {
      const read = readScenario(text, `${name}.yaml`);
      expect('problems' in read ? read.problems : []).toEqual([]);
      const trace = simulate(scenarioNamed(name));
      expect(trace.messages.length).toBeGreaterThan(50);
      for (const { says, broken } of invariants) expect(broken(trace), says).toEqual([]);
    });
  }
});
