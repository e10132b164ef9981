import { grammarMistake, type Mark, Mistake } from './reader.ts';
import { Scanner, type Token, type TokenKind } from './scanner.ts';

export type FirstDocument =
  /** The part of the text that the library looks at, indented so that any reader of YAML can tell what belongs together. */
  { readonly text: string } | { readonly problem: string; readonly line: number };

/**
 * What the Go library says of a text that is no YAML, or where the text's first document ends: what follows is not read.
 * Source: yaml v2.4 parserc.go
 */
export function firstDocument(text: string): FirstDocument {
  try {
    return { text: new Grammar(text).document() };
  } catch (problem) {
    if (problem instanceof Mistake) return { problem: problem.message, line: problem.line };
    throw problem;
  }
}

/** More than any block is indented. */
const indentation = ' '.repeat(80);

class Grammar {
  readonly #scanner: Scanner;
  readonly #anchors = new Set<string>();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = new Scanner(text);
  }

  document(): string {
    const end = this.#documentEnd();
    const chars = [...this.#text.replace(/^\ufeff/, '')];
    const bounds = [0, ...this.#scanner.continued.filter((start) => start < end), end];
    const pieces = bounds.slice(0, -1).map((start, index) => chars.slice(start, bounds[index + 1]).join(''));
    return pieces.join(indentation);
  }

  #documentEnd(): number {
    while (this.#is('document end')) this.#scanner.take();
    if (this.#is('stream end')) return this.#scanner.peek().start.index;
    if (this.#is('directive') || this.#is('document start')) {
      while (this.#is('directive')) this.#scanner.take();
      const { start } = this.#scanner.peek();
      if (!this.#is('document start')) throw grammarMistake('did not find expected <document start>', start, start);
      this.#scanner.take();
      if (!this.#is('directive', 'document start', 'document end', 'stream end')) this.#node(true, false);
    } else this.#node(true, false);
    return this.#scanner.peek().start.index;
  }

  #is(...kinds: readonly TokenKind[]): boolean {
    return kinds.includes(this.#scanner.peek().kind);
  }

  /** @param indentless whether a sequence may stand as far left as its key */
  #node(block: boolean, indentless: boolean): void {
    const begun = this.#scanner.peek().start;
    if (this.#is('alias')) {
      const { name = '' } = this.#scanner.take();
      if (!this.#anchors.has(name)) throw new Mistake(`unknown anchor '${name}' referenced`, begun.line + 1);
      return;
    }
    let marked = false;
    // One of each, in either order.
    for (const kind of this.#is('tag') ? (['tag', 'anchor'] as const) : (['anchor', 'tag'] as const)) {
      if (!this.#is(kind)) break;
      const { name } = this.#scanner.take();
      if (name !== undefined) this.#anchors.add(name);
      marked = true;
    }
    const token = this.#scanner.peek();
    if (indentless && token.kind === '-') this.#indentlessSequence();
    else if (token.kind === 'scalar') this.#scanner.take();
    else if (token.kind === '[') this.#flowSequence();
    else if (token.kind === '{') this.#flowMapping();
    else if (block && token.kind === 'block sequence') this.#blockSequence();
    else if (block && token.kind === 'block mapping') this.#blockMapping();
    else if (!marked) throw grammarMistake('did not find expected node content', token.start, begun);
  }

  #blockSequence(): void {
    const { start } = this.#scanner.take();
    while (this.#is('-')) {
      this.#scanner.take();
      if (!this.#is('-', 'block end')) this.#node(true, false);
    }
    this.#expect('block end', "did not find expected '-' indicator", start);
  }

  #indentlessSequence(): void {
    while (this.#is('-')) {
      this.#scanner.take();
      if (!this.#is('-', 'key', 'value', 'block end')) this.#node(true, false);
    }
  }

  #blockMapping(): void {
    const { start } = this.#scanner.take();
    while (this.#is('key')) {
      this.#scanner.take();
      if (!this.#is('key', 'value', 'block end')) this.#node(true, true);
      if (!this.#is('value')) continue;
      this.#scanner.take();
      if (!this.#is('key', 'value', 'block end')) this.#node(true, true);
    }
    this.#expect('block end', 'did not find expected key', start);
  }

  #flowSequence(): void {
    const { start } = this.#scanner.take();
    for (let first = true; !this.#is(']'); first = false) {
      if (!first) this.#expect(',', "did not find expected ',' or ']'", start);
      if (this.#is('key')) this.#pair();
      else if (!this.#is(']')) this.#node(false, false);
    }
    this.#scanner.take();
  }

  /** `[a: b]` is a list with a mapping of one entry. */
  #pair(): void {
    this.#scanner.take();
    if (!this.#is('value', ',', ']')) this.#node(false, false);
    if (!this.#is('value')) return;
    this.#scanner.take();
    if (!this.#is(',', ']')) this.#node(false, false);
  }

  #flowMapping(): void {
    const { start } = this.#scanner.take();
    for (let first = true; !this.#is('}'); first = false) {
      if (!first) this.#expect(',', "did not find expected ',' or '}'", start);
      if (this.#is('key')) {
        this.#scanner.take();
        if (!this.#is('value', ',', '}')) this.#node(false, false);
        if (!this.#is('value')) continue;
        this.#scanner.take();
        if (!this.#is(',', '}')) this.#node(false, false);
      } else if (!this.#is('}')) this.#node(false, false);
    }
    this.#scanner.take();
  }

  #expect(kind: TokenKind, problem: string, begun: Mark): Token {
    if (!this.#is(kind)) throw grammarMistake(problem, this.#scanner.peek().start, begun);
    return this.#scanner.take();
  }
}
