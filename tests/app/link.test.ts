import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLink, writeLink } from '../../src/scenario/link.ts';

describe('a link', () => {
  it('brings back what it was made of', () => {
    const anyLinked = fc.record({
      files: fc.dictionary(
        fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
        fc.string(),
      ),
      scenario: fc.string(),
      cursor: fc.nat(100_000),
    });
    fc.assert(
      fc.property(anyLinked, (linked) => {
        expect(readLink(writeLink(linked))).toEqual({ linked });
      }),
      { seed: 35 },
    );
  });

  it('to an example is the name of the example', () => {
    expect(writeLink({ name: 'nginx' })).toBe('nginx');
    expect(readLink('#nginx@1802')).toEqual({ linked: { name: 'nginx', cursor: 1802 } });
  });

  it('that was cut off says so', () => {
    const whole = writeLink({ files: { 'a.yaml': 'kind: Pod\n'.repeat(30) }, scenario: '' });
    expect(readLink(whole.slice(0, -8))).toEqual({ refused: 'This link ends too early.' });
  });

  it('never throws, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readLink(text)).toBeTypeOf('object');
      }),
      { seed: 35 },
    );
    fc.assert(
      fc.property(fc.base64String(), (text) => {
        expect(readLink(`1.${text}`)).toBeTypeOf('object');
      }),
      { seed: 35 },
    );
  });

  it('that would unpack to a huge text is refused', () => {
    const bomb = writeLink({ files: { 'a.yaml': 'a'.repeat(3_000_000) }, scenario: '' });
    expect(readLink(bomb)).toEqual({ refused: 'This link holds too much.' });
  });
});
