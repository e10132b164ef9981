import { isBlank, isBlankOrEnd, isBreak, type Mark, Reader, scannerMistake } from './reader.ts';
import { skipBlock, skipDirective, skipName, skipPlain, skipQuoted, skipTag } from './scalars.ts';

export type TokenKind =
  | 'stream end'
  | 'directive'
  | 'document start'
  | 'document end'
  | 'block sequence'
  | 'block mapping'
  | 'block end'
  | '['
  | ']'
  | '{'
  | '}'
  | '-'
  | ','
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly kind: TokenKind;
  readonly start: Mark;
  /** Of an anchor or an alias. */
  readonly name?: string;
}

/** Something that is a key if a colon follows it on the same line. */
interface PossibleKey {
  readonly mark: Mark;
  /** The number of the token that would be the key's first. */
  readonly token: number;
  /** Nothing else than a key can stand there. */
  readonly required: boolean;
}

/** So far in front of its colon may a key begin. */
const longestKey = 1024;

const noColon = "could not find expected ':'";
const closing: Readonly<Record<string, TokenKind>> = { ']': ']', '}': '}' };

/**
 * The tokens of a text one after the other, as far as they are asked for: blocks are told by their indentation, keys by
 * the colon after them. Source: yaml v2.4 scannerc.go
 */
export class Scanner {
  readonly #reader: Reader;
  readonly #tokens: Token[] = [];
  /** How many tokens have been taken. */
  #taken = 0;
  #indent = -1;
  readonly #indents: number[] = [];
  /** One for the text itself and one for each open bracket. */
  readonly #keys: (PossibleKey | undefined)[] = [undefined];
  #keyAllowed = true;

  constructor(text: string) {
    this.#reader = new Reader(text);
  }

  /** Beginnings of lines whose indentation means nothing. */
  get continued(): readonly number[] {
    return this.#reader.continued;
  }

  /** The next token, which stays. */
  peek(): Token {
    for (;;) {
      const [first] = this.#tokens;
      if (first !== undefined && !this.#mayBecomeKey()) return first;
      this.#fetch();
    }
  }

  take(): Token {
    const token = this.peek();
    this.#tokens.shift();
    this.#taken++;
    return token;
  }

  get #inFlow(): boolean {
    return this.#keys.length > 1;
  }

  #mayBecomeKey(): boolean {
    const level = this.#keys.findIndex((key) => key?.token === this.#taken);
    return level >= 0 && this.#validKey(level) !== undefined;
  }

  #validKey(level: number): PossibleKey | undefined {
    const key = this.#keys[level];
    if (key === undefined) return undefined;
    const { line, index } = this.#reader.mark;
    if (key.mark.line === line && key.mark.index + longestKey >= index) return key;
    if (key.required) throw scannerMistake(noColon, this.#reader.mark, key.mark);
    this.#keys[level] = undefined;
    return undefined;
  }

  #forgetKey(): void {
    const level = this.#keys.length - 1;
    const key = this.#keys[level];
    if (key?.required === true) throw scannerMistake(noColon, this.#reader.mark, key.mark);
    this.#keys[level] = undefined;
  }

  #rememberKey(): void {
    if (!this.#keyAllowed) return;
    const mark = this.#reader.mark;
    const required = !this.#inFlow && this.#indent === mark.column;
    this.#forgetKey();
    this.#keys[this.#keys.length - 1] = { mark, token: this.#taken + this.#tokens.length, required };
  }

  #add(kind: TokenKind, start = this.#reader.mark, name?: string): void {
    this.#tokens.push(name === undefined ? { kind, start } : { kind, start, name });
  }

  /** A block begins where something is indented further than before. */
  #indentTo(column: number, kind: TokenKind, start: Mark, place = this.#tokens.length): void {
    if (this.#inFlow || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    this.#tokens.splice(place, 0, { kind, start });
  }

  #unindentTo(column: number): void {
    if (this.#inFlow) return;
    while (this.#indent > column) {
      this.#add('block end');
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #toNextToken(): void {
    const reader = this.#reader;
    for (;;) {
      // A tab is no indentation.
      while (reader.at() === ' ' || (reader.at() === '\t' && (this.#inFlow || !this.#keyAllowed))) reader.skip();
      reader.skipComment();
      if (!isBreak(reader.at())) return;
      reader.skipBreak(this.#inFlow);
      if (!this.#inFlow) this.#keyAllowed = true;
    }
  }

  #fetch(): void {
    const reader = this.#reader;
    this.#toNextToken();
    this.#unindentTo(reader.column);
    const [char, next] = [reader.at(), reader.at(1)];
    const end = closing[char];
    const alone = this.#inFlow || isBlankOrEnd(next);
    if (char === '') this.#end();
    else if (reader.column === 0 && char === '%') this.#directive();
    else if (reader.isDocumentMarker('---')) this.#marker('document start');
    else if (reader.isDocumentMarker('...')) this.#marker('document end');
    else if (char === '[' || char === '{') this.#open(char);
    else if (end !== undefined) this.#close(end);
    else if (char === ',') this.#comma();
    else if (char === '-' && isBlankOrEnd(next)) this.#dash();
    else if (char === '?' && alone) this.#questionMark();
    else if (char === ':' && alone) this.#colon();
    else this.#text(char, next);
  }

  #end(): void {
    this.#reader.endLine();
    this.#unindentTo(-1);
    this.#forgetKey();
    this.#keyAllowed = false;
    this.#add('stream end');
  }

  #directive(): void {
    this.#unindentTo(-1);
    this.#forgetKey();
    this.#keyAllowed = false;
    const start = this.#reader.mark;
    skipDirective(this.#reader);
    this.#add('directive', start);
  }

  #marker(kind: TokenKind): void {
    this.#unindentTo(-1);
    this.#forgetKey();
    this.#keyAllowed = false;
    this.#add(kind);
    this.#reader.skip(3);
  }

  #open(kind: '[' | '{'): void {
    this.#rememberKey();
    this.#keys.push(undefined);
    this.#keyAllowed = true;
    this.#add(kind);
    this.#reader.skip();
  }

  #close(kind: TokenKind): void {
    this.#forgetKey();
    if (this.#inFlow) this.#keys.pop();
    this.#keyAllowed = false;
    this.#add(kind);
    this.#reader.skip();
  }

  #comma(): void {
    this.#forgetKey();
    this.#keyAllowed = true;
    this.#add(',');
    this.#reader.skip();
  }

  #beginBlock(kind: 'block sequence' | 'block mapping', what: string): void {
    if (this.#inFlow) return;
    const here = this.#reader.mark;
    if (!this.#keyAllowed) throw scannerMistake(`${what} are not allowed in this context`, here, here);
    this.#indentTo(here.column, kind, here);
  }

  #dash(): void {
    this.#beginBlock('block sequence', 'block sequence entries');
    this.#forgetKey();
    this.#keyAllowed = true;
    this.#add('-');
    this.#reader.skip();
  }

  #questionMark(): void {
    this.#beginBlock('block mapping', 'mapping keys');
    this.#forgetKey();
    this.#keyAllowed = !this.#inFlow;
    this.#add('key');
    this.#reader.skip();
  }

  #colon(): void {
    const level = this.#keys.length - 1;
    const key = this.#validKey(level);
    if (key === undefined) {
      this.#beginBlock('block mapping', 'mapping values');
      this.#keyAllowed = !this.#inFlow;
    } else {
      const place = key.token - this.#taken;
      this.#tokens.splice(place, 0, { kind: 'key', start: key.mark });
      this.#indentTo(key.mark.column, 'block mapping', key.mark, place);
      this.#keys[level] = undefined;
      this.#keyAllowed = false;
    }
    this.#add('value');
    this.#reader.skip();
  }

  #text(char: string, next: string): void {
    const reader = this.#reader;
    const start = reader.mark;
    if ((char === '|' || char === '>') && !this.#inFlow) {
      this.#forgetKey();
      this.#keyAllowed = true;
      skipBlock(reader, this.#indent);
      this.#add('scalar', start);
    } else if (char === '*' || char === '&') {
      this.#rememberKey();
      this.#keyAllowed = false;
      this.#add(char === '*' ? 'alias' : 'anchor', start, skipName(reader));
    } else if (char === '!') {
      this.#rememberKey();
      this.#keyAllowed = false;
      skipTag(reader);
      this.#add('tag', start);
    } else if (char === '"' || char === "'") {
      this.#rememberKey();
      this.#keyAllowed = false;
      skipQuoted(reader, char);
      this.#add('scalar', start);
    } else if (this.#beginsPlain(char, next)) {
      this.#rememberKey();
      this.#keyAllowed = false;
      if (skipPlain(reader, this.#indent + 1, this.#inFlow)) this.#keyAllowed = true;
      this.#add('scalar', start);
    } else throw scannerMistake('found character that cannot start any token', start, start);
  }

  #beginsPlain(char: string, next: string): boolean {
    if (char === '-') return !isBlank(next);
    if (char === '?' || char === ':') return !this.#inFlow && !isBlankOrEnd(next);
    return !isBlankOrEnd(char) && !',[]{}#&*!|>\'"%@`'.includes(char);
  }
}
