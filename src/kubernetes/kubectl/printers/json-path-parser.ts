/** A bound or an index of `[a:b:c]`; undefined where nothing is written. */
type Bound = number | undefined;

/** One step of an action, in the order in which they are applied. */
export type PathNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'slice'; readonly from: Bound; readonly to: Bound; readonly step: Bound; readonly single: boolean }
  | { readonly kind: 'filter'; readonly left: PathList; readonly operator: string; readonly right: PathList }
  | { readonly kind: 'union'; readonly lists: readonly PathList[] }
  | { readonly kind: 'literal'; readonly value: number | boolean }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'recursive' }
  | { readonly kind: 'identifier'; readonly name: string };

export type PathList = readonly PathNode[];

/** Text outside braces, or the steps within a pair of them. */
export type Action =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly nodes: PathList };

export type ParsedTemplate = { readonly actions: readonly Action[] } | { readonly error: string };

/** Source: v1.35 client-go util/jsonpath/parser.go */
export function parseTemplate(text: string): ParsedTemplate {
  const actions: Action[] = [];
  let rest = text;
  while (rest !== '') {
    const open = rest.indexOf('{');
    if (open !== 0) {
      actions.push({ kind: 'text', text: open < 0 ? rest : rest.slice(0, open) });
      rest = open < 0 ? '' : rest.slice(open);
      continue;
    }
    const parsed = parseAction(rest.slice(1));
    if ('error' in parsed) return parsed;
    actions.push({ kind: 'list', nodes: parsed.nodes });
    rest = rest.slice(1 + parsed.length);
  }
  return { actions };
}

type Parsed = { readonly nodes: PathList; readonly length: number } | { readonly error: string };

/** What one parser of a step made of the text: the nodes it adds, and how much it took. */
type Step = { readonly nodes: PathList; readonly taken: number } | { readonly error: string };

const took = (taken: number, ...nodes: readonly PathNode[]): Step => ({ nodes, taken });

/** From behind `{` up to and with its `}`. */
function parseAction(text: string): Parsed {
  const nodes: PathNode[] = [];
  let at = 0;
  for (;;) {
    const rest = text.slice(at);
    if (rest.startsWith('}')) return { nodes, length: at + 1 };
    const step = nextStep(rest, nodes.at(-1));
    if ('error' in step) return step;
    nodes.push(...step.nodes);
    at += step.taken;
  }
}

function nextStep(rest: string, last: PathNode | undefined): Step {
  if (rest.startsWith('[?(')) return filter(rest);
  if (rest.startsWith('..')) return recursive(rest, last);
  const char = [...rest.slice(0, 2)][0] ?? '';
  if (char === '' || char === '\n' || char === '\r') return { error: 'unclosed action' };
  if (char === ' ' || char === '@' || char === '$') return took(1);
  if (char === '[') return bracket(rest);
  if (char === '"' || char === "'") return quote(rest, char);
  if (char === '.') return field(rest, 1);
  if (/[-+\d]/.test(char)) return number(rest);
  if (/[\p{L}\p{Nd}_]/u.test(char)) return identifier(rest);
  return { error: `unrecognized character in action: ${codePoint(char)}` };
}

const codePoint = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} '${char}'`;

const word = /^(?:\\[\s\S]|[^\s.,[\]$@{}\\])*/;

function field(rest: string, from: number): Step {
  const name = word.exec(rest.slice(from))?.[0] ?? '';
  const taken = from + name.length;
  if (name === '') return took(taken);
  return took(taken, name === '*' ? { kind: 'wildcard' } : { kind: 'field', name: name.replaceAll('\\', '') });
}

function recursive(rest: string, last: PathNode | undefined): Step {
  if (last?.kind === 'recursive') return { error: 'invalid multiple recursive descent' };
  const node: PathNode = { kind: 'recursive' };
  if (!/^..[\p{L}\p{Nd}_]/u.test(rest)) return took(2, node);
  const name = field(rest, 2);
  return 'error' in name ? name : took(name.taken, node, ...name.nodes);
}

function number(rest: string): Step {
  const text = /^[-+]?[\d.]*/.exec(rest)?.[0] ?? '';
  const value = Number(text);
  if (text === '' || text === '+' || text === '-' || Number.isNaN(value))
    return { error: `cannot parse number ${text}` };
  return took(text.length, { kind: 'literal', value });
}

function identifier(rest: string): Step {
  const name = /^[^\s.,[\]$@{}]*/.exec(rest)?.[0] ?? '';
  if (name === 'true' || name === 'false') return took(name.length, { kind: 'literal', value: name === 'true' });
  return took(name.length, { kind: 'identifier', name });
}

function quote(rest: string, end: string): Step {
  let at = 1;
  while (rest[at] !== end || rest[at - 1] === '\\') {
    if (at >= rest.length || rest[at] === '\n') return { error: 'unterminated quoted string' };
    at++;
  }
  return took(at + 1, { kind: 'text', text: unquoted(rest.slice(1, at)) });
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' };

const unquoted = (text: string): string =>
  text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g, (_, x?: string, u?: string, char?: string) =>
    char === undefined ? String.fromCodePoint(Number.parseInt(x ?? u ?? '0', 16)) : (escapes[char] ?? char),
  );

function bracket(rest: string): Step {
  const end = rest.indexOf(']');
  if (end < 0 || rest.slice(0, end).includes('\n')) return { error: 'unterminated array' };
  const inner = rest.slice(1, end);
  const text = inner === '*' ? ':' : inner;
  const parts = text.split(',');
  if (parts.length > 1) {
    const lists: PathList[] = [];
    for (const part of parts) {
      const parsed = parseAction(`[${part.replace(/^ +| +$/g, '')}]}`);
      if ('error' in parsed) return parsed;
      lists.push(parsed.nodes);
    }
    return took(end + 1, { kind: 'union', lists });
  }
  const key = /^'([^']*)'$/.exec(text);
  if (key !== null) {
    const parsed = parseAction(`.${key[1] ?? ''}}`);
    return 'error' in parsed ? parsed : took(end + 1, ...parsed.nodes);
  }
  return slice(text, end + 1);
}

function slice(text: string, taken: number): Step {
  const found = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text);
  if (found === null) return { error: `invalid array index ${text}` };
  const [, first = '', second, third] = found;
  const bound = (part: string | undefined): Bound =>
    part === undefined || part === '' || part === ':' ? undefined : Number(part.replace(':', ''));
  if (second !== undefined || third !== undefined)
    return took(taken, { kind: 'slice', from: bound(first), to: bound(second), step: bound(third), single: false });
  const from = bound(first);
  return took(taken, { kind: 'slice', from, to: (from ?? 0) + 1, step: undefined, single: true });
}

/** Up to the `)` outside quotes; an action within has at most one pair of them. */
function filter(rest: string): Step {
  let at = 3;
  let pair: string | undefined;
  let ended = false;
  for (;;) {
    const char = rest[at++];
    if (char === undefined || char === '\n') return { error: 'unterminated filter' };
    if (char === '"' || char === "'") {
      if (pair === undefined) pair = char;
      else if (char === pair && rest[at - 2] !== '\\') ended = true;
    } else if (char === ')' && (pair !== undefined) === ended) break;
  }
  if (rest[at] !== ']') return { error: 'unclosed array expect ]' };
  const text = rest.slice(3, at - 1);
  const parts = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text);
  const left = parseAction(`${parts?.[1] ?? text}}`);
  if ('error' in left) return left;
  const right = parseAction(`${parts?.[3] ?? ''}}`);
  if ('error' in right) return right;
  return took(at + 1, { kind: 'filter', left: left.nodes, operator: parts?.[2] ?? 'exists', right: right.nodes });
}
