import { describe, expect, it } from 'vitest';
import { labelMatcher, labelMatcherOf } from '../../../src/kubernetes/scheduling/label-matcher.ts';

const matches = (selector: Parameters<typeof labelMatcher>[0], labels: Record<string, string> = {}) =>
  labelMatcher(selector).matches(labels);
const expression = (operator: string, values?: readonly string[]) => ({
  matchExpressions: [{ key: 'app', operator, ...(values ? { values } : {}) }],
});

describe('a label selector', () => {
  it('that is not there matches nothing, and one that asks for nothing everything', () => {
    expect(matches(undefined, { app: 'web' })).toBe(false);
    expect(labelMatcher(undefined).empty).toBe(false);
    expect(matches({}, { app: 'web' })).toBe(true);
    expect(labelMatcher({}).empty).toBe(true);
  });

  it('asks for all that it names', () => {
    const both = { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] };
    expect(matches(both, { app: 'web', tier: '' })).toBe(true);
    expect(matches(both, { app: 'web' })).toBe(false);
    expect(matches(both, { tier: '' })).toBe(false);
  });

  it('takes an absent label for none of the values', () => {
    expect(matches(expression('In', ['web']))).toBe(false);
    expect(matches(expression('NotIn', ['web']))).toBe(true);
    expect(matches(expression('Exists'))).toBe(false);
    expect(matches(expression('DoesNotExist'))).toBe(true);
  });

  it('finds no label in what every object inherits', () => {
    expect(labelMatcher({ matchExpressions: [{ key: 'toString', operator: 'Exists' }] }).matches({})).toBe(false);
  });

  it('joined with pairs asks for those, too; one that is not there adds nothing', () => {
    const joined = labelMatcherOf({ hash: '1' }, { matchLabels: { app: 'web' } });
    expect(joined.matches({ hash: '1', app: 'web' })).toBe(true);
    expect(joined.matches({ hash: '2', app: 'web' })).toBe(false);
    expect(labelMatcherOf({ hash: '1' }, undefined).matches({ hash: '1' })).toBe(true);
    expect(labelMatcherOf({}, undefined).empty).toBe(true);
  });
});
