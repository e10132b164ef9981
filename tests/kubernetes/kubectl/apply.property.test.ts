import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, type Fields } from '../../../src/kubernetes/api/fields.ts';
import { parseSelector } from '../../../src/kubernetes/api/selector-parser.ts';
import { createThreeWayPatch, strategicMerge } from '../../../src/kubernetes/api/strategic-merge.ts';
import { lastApplied, withLastApplied } from '../../../src/kubernetes/kubectl/last-applied.ts';
import { kubectl, type Stored } from './answering.ts';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/);
const container = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  image: word,
  env: fc.uniqueArray(fc.record({ name: fc.constantFrom('X', 'Y', 'Z'), value: word }), {
    selector: ({ name }) => name,
  }),
});
const pod = fc.record({
  apiVersion: fc.constant('v1'),
  kind: fc.constant('Pod'),
  metadata: fc.record({
    name: fc.constant('web'),
    namespace: fc.constant('default'),
    labels: fc.dictionary(word, word),
  }),
  spec: fc.record({
    containers: fc.uniqueArray(container, { minLength: 1, selector: ({ name }) => name }),
    nodeSelector: fc.dictionary(word, word),
  }),
});

const sorted = (containers: unknown) =>
  (containers as { name: string; env: { name: string }[] }[])
    .map(({ env, ...others }) => ({ ...others, env: env.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

describe('kubectl apply', () => {
  it('of what was applied already changes nothing', () => {
    fc.assert(
      fc.property(pod, (object) => {
        const stored = withLastApplied(object as never) as unknown as Stored;
        const { stdout, changes } = kubectl('apply -f p.json', [stored], undefined, {
          'p.json': JSON.stringify(object),
        });
        expect([stdout, changes]).toEqual(['pod/web unchanged\n', []]);
      }),
      { numRuns: 50, seed: 1 },
    );
  });
  it('makes the object what the file says, whatever it said before', () => {
    fc.assert(
      fc.property(pod, pod, (before, after) => {
        const live = withLastApplied(before as never);
        const wanted = withLastApplied(after as never);
        const patch = createThreeWayPatch(before, wanted, live);
        const result = strategicMerge(live, patch) as unknown as Fields;
        expect(sorted(at(result, 'spec', 'containers'))).toEqual(sorted(after.spec.containers));
        expect(at(result, 'metadata', 'labels') ?? {}).toEqual(after.metadata.labels);
        expect(at(result, 'spec', 'nodeSelector') ?? {}).toEqual(after.spec.nodeSelector);
        expect(at(result, 'metadata', 'annotations', lastApplied)).toBe(
          at(wanted, 'metadata', 'annotations', lastApplied),
        );
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe('a label selector', () => {
  it('is read or refused, whatever its text', () => {
    const piece = fc.constantFrom(
      'a',
      'in',
      'notin',
      ' ',
      '(',
      ')',
      ',',
      '=',
      '!',
      '!=',
      '==',
      '>',
      '/',
      '.',
      '-',
      'é',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const parsed = parseSelector(pieces.join(''));
        expect('error' in parsed || Array.isArray(parsed.requirements)).toBe(true);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });
});
