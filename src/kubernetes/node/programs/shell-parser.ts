/** A word of a shell script: text with the quoting taken off, variables still to be put in. */
export interface Word {
  readonly parts: readonly (
    | { readonly text: string }
    | { readonly variable: string }
    | { readonly command: readonly Statement[] }
  )[];
}

export interface Simple {
  readonly type: 'simple';
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly words: readonly Word[];
  readonly redirections: readonly { readonly from: 'out' | 'error'; readonly append: boolean; readonly to: Word }[];
}

export type Statement =
  | Simple
  | { readonly type: 'and' | 'or' | 'pipe'; readonly left: Statement; readonly right: Statement }
  | { readonly type: 'not'; readonly body: Statement }
  | { readonly type: 'background'; readonly body: Statement }
  | { readonly type: 'group'; readonly body: readonly Statement[] }
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

type Token = { readonly operator: string } | { readonly word: Word; readonly plain: string | undefined };

/** Thrown by what this small shell does not read. */
export class NotUnderstood extends Error {}

const operators = ['&&', '||', ';;', '>>', '2>&1', '2>', '>&2', '1>&2', '>', '|', '&', ';', '\n', '(', ')'];

/** Reads a script; throws `NotUnderstood` where it goes beyond plain commands, conditions and loops. */
export function parseShell(script: string): readonly Statement[] {
  const tokens = tokenize(script);
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
      return { type: 'group', body };
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
    const redirections: { from: 'out' | 'error'; append: boolean; to: Word }[] = [];
    for (;;) {
      const token = peek();
      if (token === undefined) break;
      if ('operator' in token) {
        if (token.operator === '>&2' || token.operator === '1>&2' || token.operator === '2>&1') {
          at += 1;
          if (token.operator !== '2>&1')
            redirections.push({ from: 'out', append: true, to: { parts: [{ text: '/dev/stderr' }] } });
          continue;
        }
        if (!['>', '>>', '2>'].includes(token.operator)) break;
        at += 1;
        const target = peek();
        if (target === undefined || !('word' in target)) throw new NotUnderstood('redirection');
        at += 1;
        redirections.push({
          from: token.operator === '2>' ? 'error' : 'out',
          append: token.operator === '>>',
          to: target.word,
        });
        continue;
      }
      const assignment = words.length === 0 ? asAssignment(token.word) : undefined;
      if (assignment !== undefined) assignments.push(assignment);
      else words.push(token.word);
      at += 1;
    }
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

function tokenize(script: string): readonly Token[] {
  const tokens: Token[] = [];
  let i = 0;
  while (i < script.length) {
    const rest = script.slice(i);
    if (/^[ \t]/.test(rest)) {
      i += 1;
      continue;
    }
    if (rest.startsWith('#')) {
      i += (/^[^\n]*/.exec(rest)?.[0] ?? '').length;
      continue;
    }
    if (rest.startsWith('\\\n')) {
      i += 2;
      continue;
    }
    const operator = operators.find((candidate) => rest.startsWith(candidate));
    if (operator !== undefined) {
      tokens.push({ operator });
      i += operator.length;
      continue;
    }
    const { word, plain, length } = readWord(script, i);
    tokens.push({ word, plain });
    i += length;
  }
  return tokens;
}

function readWord(script: string, start: number): { word: Word; plain: string | undefined; length: number } {
  const parts: Word['parts'][number][] = [];
  let text = '';
  let quoted = false;
  let i = start;
  const flush = (): void => {
    if (text !== '') parts.push({ text });
    text = '';
  };
  const dollar = (): void => {
    if (script.startsWith('$(', i)) {
      const end = closing(script, i + 2);
      flush();
      parts.push({ command: parseShell(script.slice(i + 2, end)) });
      i = end + 1;
      return;
    }
    const name = /^\$(?:\{([A-Za-z_][A-Za-z0-9_]*|[0-9?#@*])\}|([A-Za-z_][A-Za-z0-9_]*|[0-9?#@*]))/.exec(
      script.slice(i),
    );
    if (name === null) {
      text += '$';
      i += 1;
      return;
    }
    flush();
    parts.push({ variable: name[1] ?? name[2] ?? '' });
    i += name[0].length;
  };
  while (i < script.length) {
    const c = script[i] ?? '';
    if (c === "'") {
      const end = script.indexOf("'", i + 1);
      if (end < 0) throw new NotUnderstood('an open quote');
      text += script.slice(i + 1, end);
      quoted = true;
      i = end + 1;
    } else if (c === '"') {
      quoted = true;
      i += 1;
      while (i < script.length && script[i] !== '"') {
        if (script[i] === '\\' && '"\\$`'.includes(script[i + 1] ?? '')) {
          text += script[i + 1] ?? '';
          i += 2;
        } else if (script[i] === '$') dollar();
        else {
          text += script[i] ?? '';
          i += 1;
        }
      }
      if (i >= script.length) throw new NotUnderstood('an open quote');
      i += 1;
    } else if (c === '$') dollar();
    else if (c === '`') throw new NotUnderstood('backquotes');
    else if (c === '\\') {
      text += script[i + 1] ?? '';
      i += 2;
    } else if (' \t\n;&|()<>'.includes(c)) break;
    else {
      text += c;
      i += 1;
    }
  }
  if (script[i] === '<') throw new NotUnderstood('input redirection');
  flush();
  const only = parts[0];
  const plain = !quoted && parts.length === 1 && only !== undefined && 'text' in only ? only.text : undefined;
  return { word: { parts: parts.length === 0 ? [{ text: '' }] : parts }, plain, length: i - start };
}

function closing(script: string, from: number): number {
  let depth = 1;
  for (let i = from; i < script.length; i += 1) {
    if (script[i] === '(') depth += 1;
    if (script[i] === ')') depth -= 1;
    if (depth === 0) return i;
  }
  throw new NotUnderstood('an open parenthesis');
}
