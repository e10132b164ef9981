import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSelector } from '../../../src/kubernetes/api/selector-parser.ts';
import { satisfies } from '../../../src/kubernetes/api/selectors.ts';

describe('a selector that cannot be read', () => {
  it.each([
    ['=a', "found '=', expected: !, identifier, or 'end of string'"],
    ['app in (web', "unable to parse requirement: found '', expected: ',' or ')'"],
    ['app in', "unable to parse requirement: found '' expected: '('"],
    ['app in (=)', "unable to parse requirement: found '=', expected: ',', ')' or identifier"],
    ['a=b,', "found '', expected: identifier after ','"],
    ['a=b c', "found 'c', expected: ',' or 'end of string'"],
    ['!!', "unable to parse requirement: found '!', expected: identifier"],
    ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
    ['a=!', "unable to parse requirement: found '!', expected: identifier"],
  ])('%s is answered: %s', (text, error) => {
    expect(parseSelector(text)).toEqual({ error });
  });
});

describe('a selector', () => {
  it('may leave values out, and repeat them', () => {
    expect(parseSelector('x in (foo,,baz,foo), y, z notin (), !w, v=')).toEqual({
      requirements: [
        { key: 'x', operator: 'in', values: ['', 'baz', 'foo'] },
        { key: 'y', operator: 'exists', values: [] },
        { key: 'z', operator: 'notin', values: [''] },
        { key: 'w', operator: '!', values: [] },
        { key: 'v', operator: '=', values: [''] },
      ],
    });
  });

  it('reads the words in and notin as names where names stand', () => {
    expect(parseSelector('in in (notin)')).toEqual({
      requirements: [{ key: 'in', operator: 'in', values: ['notin'] }],
    });
  });

  it('never throws, and what it reads picks labels or does not', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', 'in', 'notin', ' ', '=', '!', '(', ')', ',', '<', '>', '1'),
    });
    fc.assert(
      fc.property(text, (selector) => {
        const parsed = parseSelector(selector);
        if ('requirements' in parsed) expect(typeof satisfies(parsed.requirements, { a: '1' })).toBe('boolean');
        else expect(parsed.error).not.toBe('');
      }),
      { seed: 7 },
    );
  });
});
