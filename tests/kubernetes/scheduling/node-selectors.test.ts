import { describe, expect, it } from 'vitest';
import { matchesTerm } from '../../../src/kubernetes/scheduling/node-selectors.ts';
import { nodeNamed } from './cluster.ts';

const node = nodeNamed('n1', { cores: '8', disk: 'ssd' });
const labelled = (operator: string, key: string, ...values: readonly string[]): boolean =>
  matchesTerm({ matchExpressions: [{ key, operator, values }] }, node);
const called = (operator: string, ...values: readonly string[]): boolean =>
  matchesTerm({ matchFields: [{ key: 'metadata.name', operator, values }] }, node);

describe('a term of a node selector', () => {
  it('that is empty matches no node', () => {
    expect(matchesTerm({}, node)).toBe(false);
  });

  it('compares whole numbers, where both are some', () => {
    expect(labelled('Gt', 'cores', '4')).toBe(true);
    expect(labelled('Lt', 'cores', '4')).toBe(false);
    expect(labelled('Gt', 'disk', '4')).toBe(false);
    expect(labelled('Gt', 'cores', 'four')).toBe(false);
  });

  it('with a value that no label can have matches no node, even if it asks for others', () => {
    expect(labelled('NotIn', 'disk', 'hdd')).toBe(true);
    expect(labelled('NotIn', 'disk', '{{.bad}}')).toBe(false);
    expect(labelled('NotIn', 'disk')).toBe(false);
  });

  it('with more or fewer values than its operator takes matches no node', () => {
    expect(labelled('Exists', 'disk')).toBe(true);
    expect(labelled('Exists', 'disk', 'ssd')).toBe(false);
    expect(labelled('DoesNotExist', 'gpu', 'ssd')).toBe(false);
    expect(labelled('Gt', 'cores', '4', '5')).toBe(false);
    expect(labelled('In', 'disk', 'ssd', '{{.bad}}')).toBe(false);
  });

  it('compares whole numbers of 64 bits to the last digit', () => {
    const large = nodeNamed('n2', { id: '9007199254740993' });
    const above = (value: string) =>
      matchesTerm({ matchExpressions: [{ key: 'id', operator: 'Gt', values: [value] }] }, large);
    expect(above('9007199254740992')).toBe(true);
    expect(above('-9223372036854775809')).toBe(false);
  });

  it('finds any field but the name empty', () => {
    const term = { matchFields: [{ key: 'metadata.uid', operator: 'NotIn', values: ['n1'] }] };
    expect(matchesTerm(term, node)).toBe(true);
  });

  it('compares the name of a node with one value, whatever its form', () => {
    expect(called('In', 'n1')).toBe(true);
    expect(called('NotIn', 'n2')).toBe(true);
    expect(called('NotIn', `${'a'.repeat(70)}.example.com`)).toBe(true);
    expect(called('In', 'n1', 'n2')).toBe(false);
  });
});
