import { isLabelValue, isQualifiedName } from './names.ts';

/** One condition of `-l`. */
export interface Requirement {
  readonly key: string;
  readonly operator: '=' | '!=' | 'in' | 'notin' | 'exists' | '!' | '>' | '<';
  readonly values: readonly string[];
}

export type ParsedSelector = { readonly requirements: readonly Requirement[] } | { readonly error: string };

/** Words of a selector: its signs, and everything between them and blanks. Source: labels/selector.go Lexer */
const wordsOf = (text: string): readonly string[] => text.match(/==|!=|[=!(),<>]|[^\s=!(),<>]+/g) ?? [];

const isSign = (word: string): boolean => /^[=!(),<>]/.test(word);

class SelectorProblem extends Error {}

const problem = (found: string, expected: string): SelectorProblem =>
  new SelectorProblem(`found '${found}'${expected}`);

/** Reads words one after the other; the end is an empty word. */
class Reader {
  private readonly words: readonly string[];
  private at = 0;

  constructor(text: string) {
    this.words = wordsOf(text);
  }

  peek(): string {
    return this.words[this.at] ?? '';
  }

  next(): string {
    const word = this.peek();
    this.at += 1;
    return word;
  }

  /** Whether a name or a value comes next. */
  get namesNext(): boolean {
    return this.peek() !== '' && !isSign(this.peek());
  }
}

/** The text of `-l` or `labelSelector=`. Source: v1.35 apimachinery pkg/labels/selector.go Parse */
export function parseSelector(text: string): ParsedSelector {
  try {
    return { requirements: requirements(new Reader(text)) };
  } catch (wrong) {
    if (!(wrong instanceof SelectorProblem)) throw wrong;
    return { error: wrong.message };
  }
}

function requirements(reader: Reader): readonly Requirement[] {
  const found: Requirement[] = [];
  if (reader.peek() === '') return found;
  if (!begins(reader)) throw problem(reader.peek(), ", expected: !, identifier, or 'end of string'");
  for (;;) {
    found.push(requirement(reader));
    const after = reader.next();
    if (after === '') return found;
    if (after !== ',') throw problem(after, ", expected: ',' or 'end of string'");
    if (!begins(reader)) throw problem(reader.peek(), ", expected: identifier after ','");
  }
}

const begins = (reader: Reader): boolean => reader.peek() === '!' || reader.namesNext;

function requirement(reader: Reader): Requirement {
  try {
    return checked(oneRequirement(reader));
  } catch (wrong) {
    if (!(wrong instanceof SelectorProblem)) throw wrong;
    throw new SelectorProblem(`unable to parse requirement: ${wrong.message}`);
  }
}

const operators: Readonly<Record<string, Requirement['operator']>> = {
  in: 'in',
  notin: 'notin',
  '=': '=',
  '==': '=',
  '!=': '!=',
  '>': '>',
  '<': '<',
};

function oneRequirement(reader: Reader): Requirement {
  const absent = reader.peek() === '!';
  if (absent) reader.next();
  if (!reader.namesNext) throw problem(reader.peek(), ', expected: identifier');
  const key = reader.next();
  const badKey = isQualifiedName(key);
  if (badKey.length > 0) throw new SelectorProblem(`<nil>: Invalid value: "${key}": ${badKey.join('; ')}`);
  if (absent) return { key, operator: '!', values: [] };
  if (reader.peek() === '' || reader.peek() === ',') return { key, operator: 'exists', values: [] };
  const word = reader.next();
  const operator = Object.hasOwn(operators, word) ? operators[word] : undefined;
  if (operator === undefined) throw problem(word, ', expected: in, notin, =, ==, !=, gt, lt');
  const values = operator === 'in' || operator === 'notin' ? valueSet(reader) : [exactValue(reader)];
  return { key, operator, values };
}

function exactValue(reader: Reader): string {
  if (reader.peek() === '' || reader.peek() === ',') return '';
  if (!reader.namesNext) throw problem(reader.peek(), ', expected: identifier');
  return reader.next();
}

/** `(a,b)`; a missing value between commas is the empty one. */
function valueSet(reader: Reader): readonly string[] {
  const open = reader.next();
  if (open !== '(') throw problem(open, " expected: '('");
  if (!reader.namesNext && reader.peek() !== ',' && reader.peek() !== ')')
    throw problem(reader.peek(), ", expected: ',', ')' or identifier");
  const values = new Set<string>();
  for (;;) {
    values.add(reader.namesNext ? reader.next() : '');
    const after = reader.next();
    if (after === ')') return [...values].sort();
    if (after !== ',') throw problem(after, ", expected: ',' or ')'");
    if (!reader.namesNext && reader.peek() !== ',' && reader.peek() !== ')')
      throw problem(reader.peek(), ", expected: ',', or identifier");
  }
}

/** Source: NewRequirement */
function checked(found: Requirement): Requirement {
  const { key, operator, values } = found;
  if ((operator === '>' || operator === '<') && !/^[+-]?\d+$/.test(values[0] ?? ''))
    throw new SelectorProblem(
      `values[0]: Invalid value: "${values[0] ?? ''}": for 'Gt', 'Lt' operators, the value must be an integer`,
    );
  values.forEach((value, i) => {
    const bad = isLabelValue(value);
    if (bad.length > 0) throw new SelectorProblem(`values[${i}][${key}]: Invalid value: "${value}": ${bad.join('; ')}`);
  });
  return found;
}
