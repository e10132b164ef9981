import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationMs } from '../../src/scenario/duration.ts';
import { problemLine } from '../../src/scenario/problems.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';

const head = 'apiVersion: podscope.dev/v1\nkind: Scenario\nmetadata:\n  name: test\n';

function problems(text: string): readonly string[] {
  const read = readScenario(text, 'test.yaml');
  return 'problems' in read ? read.problems.map(problemLine) : [];
}

describe('a scenario file', () => {
  it('needs nothing but a name: three nodes, a minute, seed 1', () => {
    const read = readScenario(head, 'test.yaml');
    expect(read).toMatchObject({
      scenario: {
        name: 'test',
        seed: 1,
        until: 60_000,
        cluster: { nodes: [{ name: 'worker-1' }, { name: 'worker-2' }, { name: 'worker-3' }] },
      },
    });
  });
  it('is refused with file, line, column and path when a field is unknown', () => {
    expect(problems(`${head}spec:\n  seeed: 7\n`)).toEqual([
      'test.yaml:6:3: spec.seeed: there is no field "seeed" here; use one of: seed, until, cluster, files, actions, view',
    ]);
  });
  it('says what it wants instead of a wrong type', () => {
    expect(problems(`${head}spec:\n  seed: seven\n`)).toEqual([
      'test.yaml:6:9: spec.seed: this is "seven"; write a whole number',
    ]);
    expect(problems(`${head}spec:\n  until: 5 minutes\n`)[0]).toContain('write a duration such as 500ms, 90s or 5m');
    expect(
      problems(`${head}spec:\n  cluster:\n    nodes:\n      - name: a\n        capacity: { cpu: many }\n`)[0],
    ).toContain('spec.cluster.nodes[0].capacity.cpu');
  });
  it('has its actions in time order, and knows no fault that is not built', () => {
    expect(
      problems(
        `${head}spec:\n  actions:\n    - { at: 5s, kubectl: get pods }\n    - { at: 1s, kubectl: get pods }\n`,
      )[0],
    ).toContain('comes before the one above it');
    expect(problems(`${head}spec:\n  actions:\n    - { at: 5s, fault: stop-everything }\n`)[0]).toContain(
      'there is no fault called "stop-everything"',
    );
  });
  it('is refused when it is no YAML, at its line', () => {
    expect(problems(`${head}spec: [\n`)[0]).toMatch(/^test\.yaml:\d+:\d+: this is not YAML/);
  });
  it('never makes the reader throw, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `${head}spec:\n  ${text}`),
          fc.json().map((json) => `${head}spec: ${json}`),
        ),
        (text) => {
          readScenario(text, 'fuzz.yaml');
        },
      ),
      { seed: 35, numRuns: 500 },
    );
  });
});

describe('a duration', () => {
  it('is written as Go writes it', () => {
    expect(['500ms', '90s', '5m', '1m30s', '1.5h', '0'].map(durationMs)).toEqual([
      500, 90_000, 300_000, 90_000, 5_400_000, 0,
    ]);
    expect(['', 's', '5', '5 s', 'abc'].map(durationMs)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
