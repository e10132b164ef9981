import { describe, expect, it } from 'vitest';
import { base64 } from '../../../src/kubernetes/api/base64.ts';
import { defaultObject } from '../../../src/kubernetes/defaulting/index.ts';

const secret = (fields: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...fields });

describe('a Secret', () => {
  it('keeps what is given as text among its data, where the text wins', () => {
    expect(defaultObject(secret({ stringData: { user: 'ädmin', b: 'x' }, data: { a: 'eQ==', b: 'eQ==' } }))).toEqual(
      secret({ type: 'Opaque', data: { a: 'eQ==', b: 'eA==', user: 'w6RkbWlu' } }),
    );
  });

  it('is not changed by a second defaulting, nor given data that nobody wrote', () => {
    const once = defaultObject(secret({ stringData: { a: '1' } }));
    expect(defaultObject(once)).toEqual(once);
    expect(defaultObject(secret({}))).toEqual(secret({ type: 'Opaque' }));
  });
});

describe('base64', () => {
  it.each(['', 'a', 'ab', 'abc', 'ä', '€', '😀', 'line\n'])('of %j is what Node makes of its UTF-8', (text) => {
    expect(base64(text)).toBe(Buffer.from(text, 'utf8').toString('base64'));
  });
});
