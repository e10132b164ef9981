import { describe, expect, it } from 'vitest';
import { readYaml } from '../../../src/kubernetes/decoding/go-yaml/read-yaml.ts';
import { documents } from '../../../src/kubernetes/decoding/yaml-documents.ts';

describe('YAML as the Go library reads it', () => {
  it('ends a document at three dots and looks at nothing after them', () => {
    expect(readYaml('kind: Pod\nspec:\n...\nleft: out\n- of: it')).toEqual({ value: { kind: 'Pod', spec: null } });
    expect(readYaml('text: ...\nmore: |\n  a\n  ...\n')).toEqual({ value: { text: '...', more: 'a\n...\n' } });
  });

  it('takes an escaped apostrophe in a double-quoted text for an apostrophe', () => {
    expect(readYaml(`a: "it\\'s \\"here\\" and\\'there"`)).toEqual({ value: { a: `it's "here" and'there` } });
    expect(readYaml(`a: 'it\\"s'`)).toEqual({ value: { a: 'it\\"s' } });
  });

  it('reads numbers that begin with a nought as octal, in either spelling, and hexadecimal ones', () => {
    expect(readYaml('[0400, 0o644, -0o17, 0x1F, 1_000, "0400", 0o9]')).toEqual({
      value: [256, 420, -15, 31, 1000, '0400', '0o9'],
    });
  });

  it('takes for a number what has a digit, and for a word what has none', () => {
    expect(readYaml('[., -., e2, .e2, ._1, 1., .5, 1e3, -1_0.5e-1, +.5, .inf.]')).toEqual({
      value: ['.', '-.', 'e2', '.e2', '._1', 1, 0.5, 1000, -1.05, 0.5, '.inf.'],
    });
  });

  it('names the line of an escape that there is none of', () => {
    const { problems } = documents('kind: Pod\npath: "C:\\windows"\n', 'm.yaml', readYaml);
    expect(problems.map(({ message }) => message)).toEqual([
      'error parsing m.yaml: error converting YAML to JSON: yaml: line 2: found unknown escape character',
    ]);
  });

  it('reads the flow style with comments, trailing commas, empty values and folded text', () => {
    const text =
      '---\n{\n  kind: "Pod", # a comment\n  spec: {\n    name: ,\n    args: [\n      "\\\n         one\\n\\\n         two\\\n        ",\n    ],\n  },\n}\n';
    expect(documents(text, 'm.yaml', readYaml).documents).toEqual([
      { manifest: { kind: 'Pod', spec: { name: null, args: ['one\ntwo'] } }, line: 2 },
    ]);
  });

  it('takes the items of a list of one kind for that kind, unless they say otherwise', () => {
    const text =
      'apiVersion: v1\nkind: ConfigMapList\nitems:\n- metadata: {name: a}\n- {apiVersion: v1, kind: Secret}\n';
    expect(documents(text, 'm.yaml', readYaml).documents.map(({ manifest }) => manifest)).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
      { apiVersion: 'v1', kind: 'Secret' },
    ]);
  });
});

describe('a file of several objects', () => {
  it('may be JSON, one object after the other', () => {
    const text = '{"a": "}\\""}\n{"b": {"c": []}} {"d": 1}\n---\nkind: Pod\n';
    expect(documents(text, 'm.json', readYaml)).toEqual({
      documents: [
        { manifest: { a: '}"' }, line: 1 },
        { manifest: { b: { c: [] } }, line: 2 },
        { manifest: { d: 1 }, line: 2 },
        { manifest: { kind: 'Pod' }, line: 4 },
      ],
      problems: [],
    });
  });

  it('may be a List, with Lists in it: their items come after all others', () => {
    const inner = '{apiVersion: v1, kind: List, items: [{kind: A}, {kind: B}]}';
    const { documents: found } = documents(`kind: List\nitems: [${inner}, {kind: C}]\n`, 'm.yaml', readYaml);
    expect(found.map(({ manifest }) => manifest)).toEqual([{ kind: 'C' }, { kind: 'A' }, { kind: 'B' }]);
  });
});
