import { describe, expect, it } from 'vitest';
import {
  customColumns,
  readColumns,
  readColumnsFile,
} from '../../../../src/kubernetes/kubectl/printers/custom-columns.ts';

const pod = {
  metadata: { name: 'a', labels: { b: '2', a: '1' } },
  spec: { containers: [{ image: 'x' }, { image: 'y' }] },
};

const table = (spec: string): string => {
  const read = readColumns(spec);
  if ('error' in read) return read.error;
  const made = customColumns(read.columns, [pod], true);
  return 'text' in made ? made.text : made.error;
};

describe('custom columns of kubectl', () => {
  it('take a path with or without its dot and braces', () => {
    for (const path of ['metadata.name', '.metadata.name', '{metadata.name}', '{.metadata.name}'])
      expect(table(`NAME:${path}`)).toBe('NAME\na\n');
  });
  it('print lists with commas, maps as Go does, and nothing as <none>', () => {
    expect(table('I:.spec.containers[*].image,L:.metadata.labels,N:.spec.nope')).toBe(
      'I     L              N\nx,y   map[a:1 b:2]   <none>\n',
    );
  });
  it('say what is wrong with the specification', () => {
    expect(table('')).toBe('custom-columns format specified but no custom columns given');
    expect(table('NAME')).toBe('unexpected custom-columns spec: NAME, expected <header>:<json-path-expr>');
    expect(table('A:{x}{y}')).toMatch(/^unexpected path string, expected a 'name1.name2'/);
  });
  it('are read from two lines of a file', () => {
    expect(readColumnsFile('A B\n.x .y\n')).toEqual({
      columns: [
        { header: 'A', template: '{.x}' },
        { header: 'B', template: '{.y}' },
      ],
    });
    expect(readColumnsFile('A B\n.x\n')).toEqual({
      error: "number of headers (2) and field specifications (1) don't match",
    });
  });
});
