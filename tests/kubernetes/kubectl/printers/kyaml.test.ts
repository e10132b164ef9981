import { describe, expect, it } from 'vitest';
import { toKyaml } from '../../../../src/kubernetes/kubectl/printers/kyaml.ts';

describe('-o kyaml', () => {
  it('quotes texts, sorts keys, and puts the brackets of a list of objects around theirs', () => {
    expect(toKyaml({ spec: { ports: [{ port: 80, name: 'http' }, { port: 81 }] }, kind: 'Service' })).toBe(
      '---\n{\n  kind: "Service",\n  spec: {\n    ports: [{\n      name: "http",\n      port: 80,\n    }, {\n      port: 81,\n    }],\n  },\n}\n',
    );
  });
  it('writes plain lists one item a line, and what is empty on the same', () => {
    expect(toKyaml({ args: ['a', 'b'], none: [], resources: {} })).toBe(
      '---\n{\n  args: [\n    "a",\n    "b",\n  ],\n  none: [],\n  resources: {},\n}\n',
    );
  });
  it('quotes keys that could be read as something else', () => {
    expect(toKyaml({ no: 1, 'a/b': 1, '-x': 1, '1': 1 })).toBe(
      '---\n{\n  "-x": 1,\n  "1": 1,\n  a/b: 1,\n  "no": 1,\n}\n',
    );
  });
  it('folds text of several lines', () => {
    expect(toKyaml({ data: { conf: 'one\n  two\n' } })).toBe(
      '---\n{\n  data: {\n    conf: "\\\n       one\\n\\\n      \\  two\\n\\\n      ",\n  },\n}\n',
    );
  });
});
