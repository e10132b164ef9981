import { type Token as AnyToken, type Word as AnyWord, NotUnderstood, tokenize } from './shell-words.ts';

export type Word = AnyWord<readonly Statement[]>;
type Token = AnyToken<readonly Statement[]>;

export interface Simple {
  readonly type: 'simple';
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly words: readonly Word[];
  readonly redirections: readonly {
    readonly from: 'in' | 'out' | 'error';
    readonly append: boolean;
    readonly to: Word;
  }[];
}

export type Statement =
  | Simple
  | { readonly type: 'and' | 'or' | 'pipe'; readonly left: Statement; readonly right: Statement }
  | { readonly type: 'not'; readonly body: Statement }
  | { readonly type: 'background'; readonly body: Statement }
  /** `{ … }` runs in the shell itself, `( … )` in a copy of it. */
  | { readonly type: 'group' | 'subshell'; readonly body: readonly Statement[] }
  | {
      readonly type: 'if';
      readonly branches: readonly { readonly test: readonly Statement[]; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly type: 'loop';
      readonly until: boolean;
      readonly test: readonly Statement[];
      readonly body: readonly Statement[];
    }
  | {
      readonly type: 'for';
      readonly variable: string;
      readonly words: readonly Word[];
      readonly body: readonly Statement[];
    };

/** Reads a script; throws `NotUnderstood` where it goes beyond plain commands, conditions and loops. */
export function parseShell(script: string): readonly Statement[] {
  const tokens = tokenize(script, parseShell);
  let at = 0;
  const peek = (): Token | undefined => tokens[at];
  const isOperator = (...which: string[]): boolean => {
    const token = peek();
    return token !== undefined && 'operator' in token && which.includes(token.operator);
  };
  const isWord = (...which: string[]): boolean => {
    const token = peek();
    return token !== undefined && 'plain' in token && token.plain !== undefined && which.includes(token.plain);
  };
  const expect = (word: string): void => {
    if (!isWord(word) && !isOperator(word)) throw new NotUnderstood(`expected ${word}`);
    at += 1;
  };
  const list = (...ends: string[]): readonly Statement[] => {
    const found: Statement[] = [];
    for (;;) {
      while (isOperator(';', '\n')) at += 1;
      if (peek() === undefined || isWord(...ends) || isOperator(...ends)) return found;
      const statement = andOr();
      if (isOperator('&')) {
        at += 1;
        found.push({ type: 'background', body: statement });
      } else found.push(statement);
    }
  };
  const andOr = (): Statement => {
    let left = pipeline();
    while (isOperator('&&', '||')) {
      const type = isOperator('&&') ? 'and' : 'or';
      at += 1;
      while (isOperator('\n')) at += 1;
      left = { type, left, right: pipeline() };
    }
    return left;
  };
  const pipeline = (): Statement => {
    if (isWord('!')) {
      at += 1;
      return { type: 'not', body: pipeline() };
    }
    let left = command();
    while (isOperator('|')) {
      at += 1;
      left = { type: 'pipe', left, right: command() };
    }
    return left;
  };
  const command = (): Statement => {
    if (isOperator('(')) {
      at += 1;
      const body = list(')');
      expect(')');
      return { type: 'subshell', body };
    }
    if (isWord('{')) {
      at += 1;
      const body = list('}');
      expect('}');
      return { type: 'group', body };
    }
    if (isWord('if')) return condition();
    if (isWord('while', 'until')) return loop();
    if (isWord('for')) return forLoop();
    return simple();
  };
  const condition = (): Statement => {
    const branches: { test: readonly Statement[]; body: readonly Statement[] }[] = [];
    let otherwise: readonly Statement[] = [];
    expect('if');
    for (;;) {
      const test = list('then');
      expect('then');
      branches.push({ test, body: list('elif', 'else', 'fi') });
      if (!isWord('elif')) break;
      at += 1;
    }
    if (isWord('else')) {
      at += 1;
      otherwise = list('fi');
    }
    expect('fi');
    return { type: 'if', branches, otherwise };
  };
  const loop = (): Statement => {
    const until = isWord('until');
    at += 1;
    const test = list('do');
    expect('do');
    const body = list('done');
    expect('done');
    return { type: 'loop', until, test, body };
  };
  const forLoop = (): Statement => {
    expect('for');
    const name = tokens[at];
    at += 1;
    const variable = name !== undefined && 'plain' in name ? (name.plain ?? '') : '';
    const words: Word[] = [];
    expect('in');
    while (!isOperator(';', '\n')) {
      const token = peek();
      if (token === undefined || !('word' in token)) throw new NotUnderstood('for');
      words.push(token.word);
      at += 1;
    }
    while (isOperator(';', '\n')) at += 1;
    expect('do');
    const body = list('done');
    expect('done');
    return { type: 'for', variable, words, body };
  };
  const simple = (): Statement => {
    const assignments: { name: string; value: Word }[] = [];
    const words: Word[] = [];
    // Between [[ and ]] these operators join conditions.
    let inTest = false;
    const redirections: { from: 'in' | 'out' | 'error'; append: boolean; to: Word }[] = [];
    for (;;) {
      const token = peek();
      if (token === undefined) break;
      if ('operator' in token && inTest && ['&&', '||', '<', '>'].includes(token.operator)) {
        words.push({ parts: [{ text: token.operator }] });
        at += 1;
        continue;
      }
      if ('operator' in token) {
        if (token.operator === '>&2' || token.operator === '1>&2' || token.operator === '2>&1') {
          at += 1;
          const [from, text] =
            token.operator === '2>&1' ? (['error', '/dev/stdout'] as const) : (['out', '/dev/stderr'] as const);
          redirections.push({ from, append: true, to: { parts: [{ text }] } });
          continue;
        }
        if (!['<', '>', '>>', '2>'].includes(token.operator)) break;
        at += 1;
        const target = peek();
        if (target === undefined || !('word' in target)) throw new NotUnderstood('redirection');
        at += 1;
        redirections.push({
          from: token.operator === '<' ? 'in' : token.operator === '2>' ? 'error' : 'out',
          append: token.operator === '>>',
          to: target.word,
        });
        continue;
      }
      const assignment = words.length === 0 ? asAssignment(token.word) : undefined;
      if (assignment !== undefined) assignments.push(assignment);
      else words.push(token.word);
      if (token.plain === '[[' && words.length === 1) inTest = true;
      if (token.plain === ']]') inTest = false;
      at += 1;
    }
    if (isOperator('(')) throw new NotUnderstood('a function');
    if (words.length === 0 && assignments.length === 0) throw new NotUnderstood('an empty command');
    return { type: 'simple', assignments, words, redirections };
  };
  const statements = list();
  if (at < tokens.length) throw new NotUnderstood('unbalanced words');
  return statements;
}

function asAssignment(word: Word): { name: string; value: Word } | undefined {
  const [first, ...rest] = word.parts;
  if (first === undefined || !('text' in first)) return undefined;
  const found = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(first.text);
  if (found === null) return undefined;
  return { name: found[1] ?? '', value: { parts: [{ text: found[2] ?? '' }, ...rest] } };
}
