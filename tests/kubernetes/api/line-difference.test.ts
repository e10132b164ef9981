import { describe, expect, it } from 'vitest';
import { lineDifference } from '../../../src/kubernetes/api/line-difference.ts';

const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`);

describe('the unified form of a difference', () => {
  it('is empty where nothing differs', () => {
    expect(lineDifference('a\nb', 'a\nb')).toBe('');
  });

  it('shows three lines around a change', () => {
    const newer = lines(9).with(4, 'other');
    expect(lineDifference(lines(9).join('\n'), newer.join('\n'))).toBe(
      '@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+other\n line 6\n line 7\n line 8\n',
    );
  });

  it('puts changes together that stand six lines apart, and parts them at seven', () => {
    const changed = (at: number) => lines(20).with(4, 'x').with(at, 'y').join('\n');
    const hunks = (newer: string) => lineDifference(lines(20).join('\n'), newer).match(/@@ .* @@/g);
    expect(hunks(changed(11))).toEqual(['@@ -2,14 +2,14 @@']);
    expect(hunks(changed(12))).toEqual(['@@ -2,7 +2,7 @@', '@@ -10,7 +10,7 @@']);
  });

  it('counts no length where there is one line, and the line before where there is none', () => {
    expect(lineDifference('a', 'b')).toBe('@@ -1 +1 @@\n-a\n+b\n');
    expect(lineDifference('a\nb', 'a\nb\nc\nd')).toBe('@@ -1,2 +1,4 @@\n a\n b\n+c\n+d\n');
  });

  it('takes the longest common run first', () => {
    expect(lineDifference('x\na\nb\nc\ny', 'a\nx\na\nb\nc')).toBe('@@ -1,5 +1,5 @@\n+a\n x\n a\n b\n c\n-y\n');
  });
});
