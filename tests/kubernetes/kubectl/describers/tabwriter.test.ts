import { describe, expect, it } from 'vitest';
import { alignTabs } from '../../../../src/kubernetes/kubectl/describers/tabwriter.ts';

describe('alignTabs', () => {
  it('pads the cells of a column to the widest and two blanks', () => {
    expect(alignTabs('Name:\tweb\nNamespace:\tdefault\n')).toBe('Name:       web\nNamespace:  default\n');
  });
  it('lets a line without a tab end the block of lines above it', () => {
    expect(alignTabs('A:\t1\nTitle:\nLonger:\t2\n')).toBe('A:  1\nTitle:\nLonger:  2\n');
  });
  it('aligns a further column only among successive lines that have it', () => {
    expect(alignTabs('a\tbbbb\tc\naaa\tb\tc\na\tb\na\tb\tc\n')).toBe('a    bbbb  c\naaa  b     c\na    b\na    b  c\n');
  });
  it('pads no last cell, yet keeps the blanks before an empty one', () => {
    expect(alignTabs('Medium:\t\nType:\tEmptyDir\n')).toBe('Medium:  \nType:    EmptyDir\n');
  });
  it('counts letters, not bytes', () => {
    expect(alignTabs('größe:\t1\nb:\t2\n')).toBe('größe:  1\nb:      2\n');
  });
});
