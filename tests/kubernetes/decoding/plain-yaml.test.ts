import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../src/kubernetes/decoding/go-yaml/read-yaml.ts';
import { plainYaml } from '../../../src/kubernetes/decoding/plain-yaml.ts';
import { catalog } from '../../../src/scenario/catalog/index.ts';
import { readScenario } from '../../../src/scenario/read-scenario.ts';

const filesOf = (text: string): readonly string[] => {
  const read = readScenario(text, 'scenario.yaml');
  return 'scenario' in read ? Object.values(read.scenario.files) : [];
};

describe('plain YAML', () => {
  const texts = [
    ...catalog.flatMap(({ text }) => filesOf(text)),
    'kind: Pod\nmetadata:\n  name: a # no comment stands here\n',
    'a: 1\nb: "two: three"\nc: true\nd:\n- x\n- 20\n',
    'a:\n  - b: c\n    d: e\n  - f: g\n',
    'a: b\n  c: d\n',
    'a: b: c\n',
    'n: ssd\n',
    'a: yes\nb: 010\nc: 1_000\nd: 1:30\ne: 12e3\nf: .5\n',
    'a: [b, c]\n',
    'a: &x b\nc: *x\n',
    'a: |\n  text\n',
    'a:\n\tb: c\n',
    'a: b\na: c\n',
    '---\na: b\n',
    '',
  ];
  it('is read as the Go library reads it, wherever it is read at all', () => {
    for (const text of texts) {
      const read = plainYaml(text);
      if (read !== undefined) expect(read, text).toEqual(readYaml(text));
    }
  });

  it('is so in whatever order and depth such lines stand', () => {
    const oneOf = (...values: readonly string[]) => fc.constantFrom(...values);
    const line = fc
      .tuple(
        oneOf('', '  ', '    ', ' '),
        oneOf('', '- ', '- - '),
        oneOf('', 'a:', 'b.c/d:', 'y:'),
        oneOf('', ' x', ' e2', ' /a:b', ' 08m', ' 1_0', ' "q: #"', ' ~', ' null', ' .'),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        const text = lines.join('\n');
        const read = plainYaml(text);
        if (read !== undefined) expect(read, text).toEqual(readYaml(text));
      }),
      { numRuns: 2000, seed: 35 },
    );
  });

  it('is what the first visit shows, and nothing that has a meaning of its own', () => {
    const [nginx = ''] = filesOf(catalog.find(({ name }) => name === 'nginx')?.text ?? '');
    expect(plainYaml(nginx)).toBeDefined();
    for (const amount of ['path: /ready', 'cpu: 100m', 'memory: 64Mi', '- 1Gi'])
      expect(plainYaml(amount), amount).toEqual(readYaml(amount));
    for (const odd of ['n: ssd', 'a: yes', 'a: 010', 'a: [b]', 'a: &x b', 'a: |', 'a: b: c', 'a:\n\tb: c', 'a: 1:30'])
      expect(plainYaml(odd), odd).toBeUndefined();
  });
});
