import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../src/kubernetes/decoding/go-yaml/read-yaml.ts';

/** As yaml v2.4 with sigs.k8s.io/yaml says them. */
const mistakes: readonly (readonly [what: string, text: string, says: string])[] = [
  ['a tab before a key', 'a:\n\tb: c\n', 'yaml: line 2: found character that cannot start any token'],
  ['a tab after a text', 'a: b\n\tc: d\n', 'yaml: line 2: found a tab character that violates indentation'],
  [
    'a tab in a block of text',
    'a: |\n\tb\n',
    'yaml: line 2: found a tab character where an indentation space is expected',
  ],
  [
    'a key further in than its sister',
    'a: b\n  c: d\n',
    'yaml: line 2: mapping values are not allowed in this context',
  ],
  ['a key further out, and not far enough', 'a:\n    b: c\n  d: e\n', 'yaml: line 2: did not find expected key'],
  ['an item further out, and not far enough', 'a:\n    - b\n  - c\n', 'yaml: line 2: did not find expected key'],
  ['a key among items', '- a\nb: c\n', "yaml: line 1: did not find expected '-' indicator"],
  ['a line without a colon', 'a: b\nfoo\nc: d\n', "yaml: line 3: could not find expected ':'"],
  ['a colon in a text in the first line', 'a: b: c\n', 'yaml: mapping values are not allowed in this context'],
  ['a quote that is not closed', 'a: "b\nc: d\n', 'yaml: line 3: found unexpected end of stream'],
  ['a bracket that is not closed', 'a: [b, c\nd: e\n', "yaml: line 1: did not find expected ',' or ']'"],
  ['a brace that is not closed', 'a: {b: c\nd: e\n', "yaml: line 1: did not find expected ',' or '}'"],
  ['a bracket too many', 'x: y\na: [b]]\n', 'yaml: line 1: did not find expected key'],
  ['nothing between two commas', 'a: [b,,c]\n', 'yaml: did not find expected node content'],
  ['something behind a quoted text', 'x: y\na: "b" c\n', 'yaml: line 1: did not find expected key'],
  ['an item where a value belongs', 'a: - b\n', 'yaml: block sequence entries are not allowed in this context'],
  ['an escape that there is none of', 'x: y\na: "\\d"\n', 'yaml: line 2: found unknown escape character'],
  ['a name without an anchor', 'a: *b\n', "yaml: unknown anchor 'b' referenced"],
  ['a sign that begins nothing', 'x: y\na: @b\n', 'yaml: line 2: found character that cannot start any token'],
  ['a control character', 'a: \u0001b\n', 'yaml: control characters are not allowed'],
  [
    'a placeholder of a chart',
    'a: {{ .Values.x }}\n',
    'yaml: invalid map key: map[interface {}]interface {}{".Values.x":interface {}(nil)}',
  ],
  ['nothing as a key', '~: b\n', 'Unsupported map key of type: %!s(<nil>), key: <nil>, value: "b"'],
  ['a number that there is none of', 'a: .inf\n', 'json: unsupported value: +Inf'],
];

describe('the Go library refuses', () => {
  it.each(mistakes)('%s', (_what, text, says) => {
    expect(readYaml(text)).toMatchObject({ problem: says });
  });
});

describe('the Go library takes', () => {
  it('brackets and quotes whose lines begin further left than the key', () => {
    expect(readYaml('a:\n  b: [\nc,\n]\n  d: "e\nf"\n')).toEqual({ value: { a: { b: ['c'], d: 'e f' } } });
  });

  it('the first of two texts that are indented otherwise, and looks at nothing after it', () => {
    expect(readYaml(' a: b\nc: d\n')).toEqual({ value: { a: 'b' } });
  });

  it('the last of two equal keys', () => {
    expect(readYaml('a: b\na: c\n')).toEqual({ value: { a: 'c' } });
  });
});
