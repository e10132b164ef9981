/** A place in the text, all counted from 0; characters, not bytes. */
export interface Mark {
  readonly index: number;
  readonly line: number;
  readonly column: number;
}

/** Reading came to an end: the words of the library, with the line that it names. */
export class Mistake extends Error {
  constructor(
    message: string,
    /** Where the person has to look, counted from 1. */
    readonly line: number,
  ) {
    super(message);
  }
}

/**
 * The library names the line of the problem, or of what was begun there, and none where that is the first; lines of the
 * grammar are counted from 0, those of the scanner from 1. Source: yaml v2.4 decode.go parser.fail
 */
function named(by: 'scanner' | 'grammar', problem: string, at: Mark, begun: Mark): Mistake {
  const line = at.line === 0 ? begun.line : by === 'scanner' ? at.line + 1 : at.line;
  return new Mistake(line === 0 ? problem : `line ${line}: ${problem}`, at.line + 1);
}

export const scannerMistake = (problem: string, at: Mark, begun: Mark): Mistake => named('scanner', problem, at, begun);
export const grammarMistake = (problem: string, at: Mark, begun: Mark): Mistake => named('grammar', problem, at, begun);

export const isBreak = (char: string): boolean => /^[\r\n\u0085\u2028\u2029]$/.test(char);
export const isBlank = (char: string): boolean => char === ' ' || char === '\t';
/** The end of the text counts as both. */
export const isBreakOrEnd = (char: string): boolean => char === '' || isBreak(char);
export const isBlankOrEnd = (char: string): boolean => isBlank(char) || isBreakOrEnd(char);

const allowed = /^[\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]$/u;

/** Goes through the text one character at a time and knows where it is. */
export class Reader {
  readonly #chars: readonly string[];
  /** Beginnings of lines whose indentation means nothing: they are in brackets or in quotes. */
  readonly continued: number[] = [];
  #index = 0;
  #line = 0;
  #column = 0;

  constructor(text: string) {
    this.#chars = [...text.replace(/^\ufeff/, '')];
    if (!this.#chars.every((char) => allowed.test(char))) throw new Mistake('control characters are not allowed', 1);
  }

  get mark(): Mark {
    return { index: this.#index, line: this.#line, column: this.#column };
  }

  get column(): number {
    return this.#column;
  }

  /** The character at the place, or so many after it; nothing at the end. */
  at(offset = 0): string {
    return this.#chars[this.#index + offset] ?? '';
  }

  skip(count = 1): void {
    this.#index += count;
    this.#column += count;
  }

  /** Over one line break, whichever kind it is. @param continued whether the next line belongs to this one */
  skipBreak(continued = false): void {
    this.#index += this.at() === '\r' && this.at(1) === '\n' ? 2 : 1;
    this.#line++;
    this.#column = 0;
    if (continued) this.continued.push(this.#index);
  }

  /** The text ends with a line, even where its last break is missing. */
  endLine(): void {
    if (this.#column === 0) return;
    this.#line++;
    this.#column = 0;
  }

  skipComment(): void {
    if (this.at() === '#') while (!isBreakOrEnd(this.at())) this.skip();
  }

  /** `---` or `...` alone at the beginning of a line. */
  isDocumentMarker(marker: '---' | '...'): boolean {
    if (this.#column !== 0 || !isBlankOrEnd(this.at(3))) return false;
    return [...marker].every((char, offset) => this.at(offset) === char);
  }
}
