import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resources } from '../../src/kubernetes/api/resources.ts';
import { roots, types } from '../../src/kubernetes/api/schema/fields.generated.ts';
import { readScenario } from '../../src/scenario/read-scenario.ts';
import { allRules } from '../../src/simulation/rules/all.ts';
import { runScenario } from '../../src/simulation/run-scenario.ts';

const word = fc.constantFrom(
  '',
  'a',
  'web',
  'Web_',
  '10%',
  '1Gi',
  '500m',
  '-1',
  '10.0.0.1',
  'Always',
  'None',
  '*',
  '/x',
  '2026-01-01T00:00:00Z',
);
const number = fc.constantFrom(-1, 0, 1, 80, 65536);

/** A value of a type of the schema, or now and then of another. */
function anyOf(type: string, depth: number): fc.Arbitrary<unknown> {
  const list = /^(?:Array|Set)<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) return fc.array(anyOf(list, depth), { maxLength: 2 });
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
  if (map !== undefined) return fc.dictionary(word, anyOf(map, depth), { maxKeys: 2 });
  const fields = types[type];
  if (fields !== undefined) {
    if (depth === 0) return fc.constant({});
    const record = Object.fromEntries(
      Object.entries(fields).map(([name, of]) => [
        name,
        fc.oneof({ weight: 30, arbitrary: anyOf(of, depth - 1) }, { weight: 1, arbitrary: fc.constant(null) }),
      ]),
    );
    return fc.record(record, { requiredKeys: [] });
  }
  if (type === 'number') return number;
  if (type === 'boolean') return fc.boolean();
  return type === 'IntOrString' ? fc.oneof(word, number) : word;
}

const sent = (kinds: readonly string[]): fc.Arbitrary<object> =>
  fc.constantFrom(...kinds).chain((kind) => {
    const [apiVersion = '', name = ''] = kind.split(' ');
    const fields = Object.fromEntries(
      Object.entries(types[roots[kind] ?? ''] ?? {})
        .filter(([field]) => !['apiVersion', 'kind', 'metadata', 'status'].includes(field))
        .map(([field, type]) => [field, anyOf(type, 4)]),
    );
    return fc
      .tuple(fc.record(fields, { requiredKeys: [] }), fc.constantFrom('a', 'b', 'Web_', ''))
      .map(([rest, called]) => ({ apiVersion, kind: name, metadata: { name: called, labels: { app: 'a' } }, ...rest }));
  });

/** Creates the object, applies another, and reads what has come of it. */
function answersTo(first: object, second: object): readonly string[] {
  const read = readScenario(
    JSON.stringify({
      apiVersion: 'podscope.dev/v1',
      kind: 'Scenario',
      metadata: { name: 'any' },
      spec: {
        until: '8s',
        files: { 'a.yaml': JSON.stringify(first), 'b.yaml': JSON.stringify(second) },
        actions: ['create -f a.yaml', 'apply -f b.yaml', 'get -f a.yaml -o yaml', 'describe -f a.yaml'].map(
          (kubectl, i) => ({ at: `${i}s`, kubectl }),
        ),
      },
    }),
    'any.yaml',
  );
  if ('problems' in read) throw new Error(read.problems.map(({ what }) => what).join('\n'));
  const { commands } = runScenario(read.scenario, { rules: allRules });
  return commands.map(({ stdout, stderr }) => stdout + stderr);
}

describe('an object of any kind, with anything in its fields', () => {
  const kinds = resources
    .map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)
    .filter((kind) => roots[kind] !== undefined);
  it('is answered, and never breaks the run', () => {
    fc.assert(
      fc.property(sent(kinds), sent(kinds), (first, second) => {
        const answers = answersTo(first, second);
        expect(answers).toHaveLength(4);
        for (const answer of answers) expect(answer).not.toMatch(/\[object Object\]|undefined|NaN/);
      }),
      { numRuns: 250, seed: 1 },
    );
  });
  it('so is a Pod', () => {
    fc.assert(
      fc.property(sent(['v1 Pod']), sent(['apps/v1 Deployment', 'v1 Service', 'v1 Pod']), (first, second) => {
        expect(answersTo(first, second)).toHaveLength(4);
      }),
      { numRuns: 150, seed: 1 },
    );
  });
});
