import { goQuote } from '../api/go-text.ts';

interface Element {
  readonly layout: string;
  readonly pattern: RegExp;
  readonly range?: { readonly what: string; readonly from: number; readonly to: number };
}

const digits = (layout: string, count: number, range?: Element['range']): Element => ({
  layout,
  pattern: new RegExp(`^\\d{${count}}`),
  ...(range === undefined ? {} : { range }),
});
const sign = (text: string): Element => ({ layout: text, pattern: new RegExp(`^${text}`) });

const zone: Element = { layout: 'Z07:00', pattern: /^(?:Z|[+-]\d\d:\d\d)/ };

const untilMinutes: readonly Element[] = [
  digits('2006', 4),
  sign('-'),
  digits('01', 2, { what: 'month', from: 1, to: 12 }),
  sign('-'),
  digits('02', 2, { what: 'day', from: 1, to: 31 }),
  sign('T'),
  digits('15', 2, { what: 'hour', from: 0, to: 23 }),
  sign(':'),
  digits('04', 2, { what: 'minute', from: 0, to: 59 }),
  sign(':'),
];

const second = digits('05', 2, { what: 'second', from: 0, to: 59 });

interface Layout {
  readonly text: string;
  readonly elements: readonly Element[];
}

/** Where a fraction may follow without being asked for, and where six digits must. */
const layouts: Readonly<Record<'seconds' | 'micro', Layout>> = {
  seconds: {
    text: '2006-01-02T15:04:05Z07:00',
    elements: [...untilMinutes, { ...second, pattern: /^\d{2}(?:\.\d+)?/ }, zone],
  },
  micro: {
    text: '2006-01-02T15:04:05.000000Z07:00',
    elements: [...untilMinutes, second, { layout: '.000000', pattern: /^\.\d{6}/ }, zone],
  },
};

/**
 * Why a text is no time, in the words of Go's time.Parse; undefined for one that is.
 * Source: Go 1.25 src/time/format.go, v1.35 apimachinery pkg/apis/meta/v1/{time,micro_time}.go
 */
export function timeProblem(text: string, precision: 'seconds' | 'micro'): string | undefined {
  const layout = layouts[precision];
  const head = `parsing time ${goQuote(text)} as ${goQuote(layout.text)}`;
  let rest = text;
  for (const element of layout.elements) {
    const found = element.pattern.exec(rest)?.[0];
    if (found === undefined) return `${head}: cannot parse ${goQuote(rest)} as ${goQuote(element.layout)}`;
    const { range } = element;
    if (range !== undefined && (Number.parseInt(found, 10) < range.from || Number.parseInt(found, 10) > range.to))
      return `parsing time ${goQuote(text)}: ${range.what} out of range`;
    rest = rest.slice(found.length);
  }
  return rest === '' ? undefined : `parsing time ${goQuote(text)}: extra text: ${goQuote(rest)}`;
}
