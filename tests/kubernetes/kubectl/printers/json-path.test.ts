import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPathText } from '../../../../src/kubernetes/kubectl/printers/json-path.ts';

const pods = {
  kind: 'List',
  items: [
    {
      metadata: { name: 'a', labels: { app: 'web', 'app.kubernetes.io/name': 'shop' } },
      spec: { containers: [{ name: 'c', image: 'nginx' }] },
      status: { phase: 'Running', restarts: 3 },
    },
    {
      metadata: { name: 'b' },
      spec: { containers: [{ name: 'd', image: 'redis' }] },
      status: { phase: 'Pending', restarts: 0 },
    },
  ],
};

const text = (template: string): string => {
  const result = jsonPathText(template, pods);
  return 'text' in result ? result.text : `error: ${result.error.trimEnd()}`;
};

describe('jsonpath of kubectl', () => {
  it('goes through fields, lists, slices and unions', () => {
    expect(text('{.items[*].metadata.name}')).toBe('a b');
    expect(text('{.items[-1].metadata.name}')).toBe('b');
    expect(text('{.items[0:1].metadata.name}')).toBe('a');
    expect(text('{.items[::2].metadata.name}')).toBe('a');
    expect(text("{.items[*]['metadata.name','status.phase']}")).toBe('a b Running Pending');
    expect(text('{.items[0,1].kind}')).toBe('');
    expect(text('{.items[0].spec.containers}')).toBe('[{"image":"nginx","name":"c"}]');
  });
  it('takes a key with dots only where they are escaped', () => {
    expect(text("{.items[0].metadata.labels['app\\.kubernetes\\.io/name']}")).toBe('shop');
    expect(text('{.items[0].metadata.labels.app\\.kubernetes\\.io/name}')).toBe('shop');
    expect(text("{.items[0].metadata.labels['app.kubernetes.io/name']}")).toBe('');
  });
  it('filters lists, by comparison or by presence', () => {
    expect(text('{.items[?(@.status.phase=="Running")].metadata.name}')).toBe('a');
    expect(text("{.items[?(@.status.phase!='Running')].metadata.name}")).toBe('b');
    expect(text('{.items[?(@.status.restarts>1)].metadata.name}')).toBe('a');
    expect(text('{.items[?(@.metadata.labels)].metadata.name}')).toBe('a');
  });
  it('descends to all fields of a name', () => {
    expect(text('{..image}')).toBe('nginx redis');
    expect(text('{.items[0]..name}')).toBe('a c');
  });
  it('repeats what stands between range and end for each', () => {
    expect(text('{range .items[*]}{.metadata.name}{"\\t"}{.status.phase}{"\\n"}{end}.')).toBe(
      'a\tRunning\nb\tPending\n.',
    );
    expect(text('{range .items[*]}{range .spec.containers[*]}[{.name}]{end};{end}')).toBe('[c];[d];');
    expect(text('{range .none[*]}x{end}y')).toBe('y');
  });
  it('prints what stands outside braces as it is', () => {
    expect(text('.items')).toBe('.items');
  });
  it('says what is wrong with a template', () => {
    expect(text('{.items[0')).toBe('error: error parsing jsonpath {.items[0, unterminated array');
    expect(text('{.items')).toBe('error: error parsing jsonpath {.items, unclosed action');
    expect(text('{.items[x]}')).toBe('error: error parsing jsonpath {.items[x]}, invalid array index x');
    expect(text('{"a}')).toBe('error: error parsing jsonpath {"a}, unterminated quoted string');
    expect(text('{!}')).toBe("error: error parsing jsonpath {!}, unrecognized character in action: U+0021 '!'");
    expect(text('')).toBe('error: template format specified but no template given');
  });
  it('says what went wrong on the way', () => {
    expect(text('{.items[7]}')).toBe(
      'error: error executing jsonpath "{.items[7]}": array index out of bounds: index 7, length 2',
    );
    expect(text('{metadata}')).toBe('error: error executing jsonpath "{metadata}": unrecognized identifier metadata');
    expect(text('{end}')).toBe('error: error executing jsonpath "{end}": not in range, nothing to end');
    expect(text('{.kind[0]}')).toBe('error: error executing jsonpath "{.kind[0]}": string is not array or slice');
  });
  it('answers every template with a text or an error, and never breaks', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '.',
      '..',
      '[',
      ']',
      '*',
      '?(',
      ')',
      '@',
      '$',
      "'",
      '"',
      '==',
      '<',
      '0',
      '-1',
      ':',
      ',',
      'items',
      'name',
      'range ',
      'end',
      '\\',
      ' ',
      '\n',
      'true',
      '1.5',
      'é',
      '!',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const result = jsonPathText(pieces.join(''), pods);
        expect('text' in result || result.error.length > 0).toBe(true);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});
