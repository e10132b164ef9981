import { functions } from './functions.ts';
import { TemplateFault } from './template-fault.ts';
import { type Piece, piecesOf, type Token } from './tokens.ts';

/** What a value is read from, with its text, which errors repeat. */
export type Operand = { readonly at: number; readonly source: string } & (
  | { readonly kind: 'dot' }
  | { readonly kind: 'literal'; readonly value: unknown; readonly whole: boolean }
  | { readonly kind: 'variable'; readonly name: string; readonly fields: readonly string[] }
  | { readonly kind: 'fields'; readonly fields: readonly string[] }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipeline'; readonly pipeline: Pipeline; readonly fields: readonly string[] }
);

export type CommandNode = readonly Operand[];

export interface Pipeline {
  readonly declares: readonly string[];
  readonly assigns: boolean;
  readonly commands: readonly CommandNode[];
  readonly at: number;
}

export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly pipeline: Pipeline }
  | BranchNode
  | { readonly kind: 'break' | 'continue' };

export interface BranchNode {
  readonly kind: 'if' | 'with' | 'range';
  readonly pipeline: Pipeline;
  readonly then: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

const branches: ReadonlySet<string> = new Set(['if', 'with', 'range']);

/** Source: Go text/template/parse/parse.go */
export function parseGoTemplate(template: string): readonly TemplateNode[] {
  const parser = new Parser(piecesOf(template));
  const nodes = parser.nodes();
  const last = parser.stop;
  if (last !== undefined) throw new TemplateFault(`unexpected {{${last.text}}}`, last.at);
  return nodes;
}

/** Goes through the pieces, and through the words of each. */
class Parser {
  readonly #pieces: readonly Piece[];
  #place = 0;
  #tokens: Token[] = [];
  /** `end` or `else`, at which the last list of nodes stopped. */
  stop: Token | undefined;

  constructor(pieces: readonly Piece[]) {
    this.#pieces = pieces;
  }

  /** Up to `{{end}}`, `{{else}}` or the end of the text. */
  nodes(): readonly TemplateNode[] {
    const nodes: TemplateNode[] = [];
    this.stop = undefined;
    while (this.#place < this.#pieces.length) {
      const piece = this.#pieces[this.#place++];
      if (piece === undefined) break;
      if ('text' in piece) {
        nodes.push({ kind: 'text', text: piece.text });
        continue;
      }
      this.#tokens = [...piece.tokens];
      const [first] = this.#tokens;
      if (first === undefined) throw new TemplateFault('missing value for command', piece.at);
      if (first.kind === 'word' && (first.text === 'end' || first.text === 'else')) {
        this.#tokens.shift();
        this.stop = first;
        return nodes;
      }
      nodes.push(this.#action(first));
    }
    return nodes;
  }

  #action(first: Token): TemplateNode {
    const { text } = first;
    if (first.kind === 'word' && branches.has(text)) {
      this.#tokens.shift();
      return this.#branch(text as 'if' | 'with' | 'range', first);
    }
    if (first.kind === 'word' && (text === 'break' || text === 'continue')) return { kind: text };
    if (first.kind === 'word' && ['define', 'template', 'block'].includes(text))
      throw new TemplateFault(`PodScope does not model {{${text}}}`, first.at);
    return { kind: 'print', pipeline: this.#pipeline(first, 'command') };
  }

  #branch(kind: 'if' | 'with' | 'range', first: Token): TemplateNode {
    const pipeline = this.#pipeline(first, kind);
    const then = this.nodes();
    let otherwise: readonly TemplateNode[] = [];
    const stop: Token | undefined = this.stop;
    if (stop === undefined) throw new TemplateFault('unexpected EOF', first.at);
    if (stop.text === 'else') {
      const [next] = this.#tokens;
      // `{{else if}}` is an `{{if}}` of its own that shares the `{{end}}`.
      if (next !== undefined && (next.text === 'if' || next.text === 'with')) {
        this.#tokens.shift();
        return { kind, pipeline, then, otherwise: [this.#branch(next.text, next)] };
      }
      otherwise = this.nodes();
      const end: Token | undefined = this.stop;
      if (end?.text !== 'end') throw new TemplateFault('unexpected EOF', first.at);
    }
    this.stop = undefined;
    return { kind, pipeline, then, otherwise };
  }

  #pipeline(first: Token, context: string): Pipeline {
    const { declares, assigns } = this.#declarations(context);
    const commands: CommandNode[] = [];
    let command: Operand[] = [];
    const close = (at: number) => {
      if (command.length === 0) throw new TemplateFault(`missing value for ${context}`, at);
      commands.push(command);
      command = [];
    };
    for (;;) {
      const token = this.#tokens[0];
      if (token === undefined || token.text === ')') {
        close(token?.at ?? first.at);
        return { declares, assigns, commands, at: first.at };
      }
      if (token.text === '|' && token.kind === 'sign') {
        this.#tokens.shift();
        close(token.at);
      } else command.push(this.#operand());
    }
  }

  /** `$i, $e :=` in front of a pipeline. */
  #declarations(context: string): { readonly declares: readonly string[]; readonly assigns: boolean } {
    const [name, sign, second, third] = this.#tokens;
    if (name?.kind !== 'variable') return { declares: [], assigns: false };
    if (sign?.text === ':=' || sign?.text === '=') {
      this.#tokens.splice(0, 2);
      return { declares: [name.text], assigns: sign.text === '=' };
    }
    const two = context === 'range' && sign?.text === ',' && second?.kind === 'variable';
    if (!two || (third?.text !== ':=' && third?.text !== '=')) return { declares: [], assigns: false };
    this.#tokens.splice(0, 4);
    return { declares: [name.text, second.text], assigns: third.text === '=' };
  }

  #operand(): Operand {
    const token = this.#tokens.shift();
    if (token === undefined) throw new TemplateFault('unexpected end of action', 0);
    const { kind, text, at } = token;
    if (kind === 'text') return { kind: 'literal', value: unquoted(text, at), whole: false, at, source: text };
    if (kind === 'number') return numberOperand(token);
    if (kind === 'field')
      return this.#chain(token, (fields, source, at) => ({ kind: 'fields', fields, at, source }), [text]);
    if (kind === 'variable')
      return this.#chain(token, (fields, source, at) => ({ kind: 'variable', name: text, fields, at, source }));
    if (kind === 'word') return wordOperand(token);
    if (text === '.') return { kind: 'dot', at, source: '.' };
    if (text !== '(') throw new TemplateFault(`unexpected "${text}" in operand`, at);
    const pipeline = this.#pipeline(token, 'parenthesized pipeline');
    if (this.#tokens.shift()?.text !== ')') throw new TemplateFault('unclosed left paren', at);
    return this.#chain(token, (fields, source) => ({ kind: 'pipeline', pipeline, fields, at, source }));
  }

  /** The fields that follow without a blank: `.a.b`, whose place is that of the second. */
  #chain(
    token: Token,
    make: (fields: readonly string[], source: string, at: number) => Operand,
    first: readonly string[] = [],
  ): Operand {
    const names = [...first];
    let at: number | undefined;
    for (;;) {
      const next = this.#tokens[0];
      if (next?.kind !== 'field' || next.spaced) break;
      names.push(next.text);
      at ??= next.at;
      this.#tokens.shift();
    }
    const source = first.length > 0 ? names.join('') : `${token.text}${names.join('')}`;
    return make(
      names.map((name) => name.slice(1)),
      source,
      at ?? token.at,
    );
  }
}

function numberOperand({ text, at }: Token): Operand {
  const value = Number(text.replaceAll('_', ''));
  if (Number.isNaN(value)) throw new TemplateFault(`bad number syntax: "${text}"`, at);
  return { kind: 'literal', value, whole: !/[.eE]/.test(text) || /^0x/i.test(text), at, source: text };
}

function wordOperand({ text, at }: Token): Operand {
  if (text === 'true' || text === 'false')
    return { kind: 'literal', value: text === 'true', whole: false, at, source: text };
  if (text === 'nil') return { kind: 'literal', value: null, whole: false, at, source: text };
  if (!functionNames.has(text)) throw new TemplateFault(`function "${text}" not defined`, at);
  return { kind: 'function', name: text, at, source: text };
}

const functionNames: ReadonlySet<string> = new Set(['and', 'or', ...Object.keys(functions)]);

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v' };

function unquoted(text: string, at: number): string | number {
  const inner = text.slice(1, -1);
  if (text.startsWith('`')) return inner;
  const plain = inner.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([\s\S]))/g,
    (_, x?: string, u?: string, char?: string) =>
      char === undefined ? String.fromCodePoint(Number.parseInt(x ?? u ?? '0', 16)) : (escapes[char] ?? char),
  );
  if (!text.startsWith("'")) return plain;
  if ([...plain].length !== 1) throw new TemplateFault(`malformed character constant: ${text}`, at);
  return plain.codePointAt(0) ?? 0;
}
