/** A part of a word: as it stands, or to be put in when the word is used. */
export type Part<Script> =
  | { readonly text: string }
  | { readonly variable: string; readonly otherwise?: Word<Script> }
  | { readonly arithmetic: string }
  | { readonly script: Script };

/** A word of a shell script with the quoting taken off. `Script` is what the words between `$(` and `)` become. */
export interface Word<Script> {
  readonly parts: readonly Part<Script>[];
}

export type Token<Script> =
  | { readonly operator: string }
  | {
      readonly word: Word<Script> /** The word, where it is neither quoted nor put together. */;
      readonly plain: string | undefined;
    };

/** Thrown by what this small shell does not read. */
export class NotUnderstood extends Error {}

const operators = ['&&', '||', ';;', '>>', '2>&1', '2>', '>&2', '1>&2', '>', '<', '|', '&', ';', '\n', '(', ')'];

/** Cuts a script into words and operators; `parse` reads what is to be carried out for its output. */
export function tokenize<Script>(script: string, parse: (script: string) => Script): readonly Token<Script>[] {
  const tokens: Token<Script>[] = [];
  let i = 0;
  while (i < script.length) {
    const rest = script.slice(i);
    const skipped = /^(?:[ \t]|#[^\n]*|\\\n)/.exec(rest)?.[0];
    if (skipped !== undefined) {
      i += skipped.length;
      continue;
    }
    const operator = operators.find((candidate) => rest.startsWith(candidate));
    if (operator !== undefined) {
      tokens.push({ operator });
      i += operator.length;
      continue;
    }
    const reader = new WordReader(script, i, parse);
    tokens.push(reader.read());
    i = reader.at;
  }
  return tokens;
}

const variable = /^\$(?:\{([A-Za-z_][A-Za-z0-9_]*|[0-9?#@*])(?::-([^}]*))?\}|([A-Za-z_][A-Za-z0-9_]*|[0-9?#@*]))/;

class WordReader<Script> {
  private readonly parts: Part<Script>[] = [];
  private text = '';
  private quoted = false;

  constructor(
    private readonly script: string,
    public at: number,
    private readonly parse: (script: string) => Script,
  ) {}

  read(): Token<Script> {
    while (this.at < this.script.length && !' \t\n;&|()<>'.includes(this.here)) this.next();
    this.flush();
    const [only] = this.parts;
    const plain =
      !this.quoted && this.parts.length === 1 && only !== undefined && 'text' in only ? only.text : undefined;
    return { word: { parts: this.parts.length === 0 ? [{ text: '' }] : this.parts }, plain };
  }

  private get here(): string {
    return this.script[this.at] ?? '';
  }

  private next(): void {
    if (this.here === "'") this.single();
    else if (this.here === '"') this.double();
    else if (this.here === '$') this.dollar();
    else if (this.here === '`') this.backquotes();
    else if (this.here === '\\') this.take(this.script[this.at + 1] ?? '', 2);
    else this.take(this.here, 1);
  }

  private take(text: string, length: number): void {
    this.text += text;
    this.at += length;
  }

  private flush(): void {
    if (this.text !== '') this.parts.push({ text: this.text });
    this.text = '';
  }

  private push(part: Part<Script>, end: number): void {
    this.flush();
    this.parts.push(part);
    this.at = end;
  }

  private single(): void {
    this.quoted = true;
    const end = this.script.indexOf("'", this.at + 1);
    if (end < 0) throw new NotUnderstood('an open quote');
    this.take(this.script.slice(this.at + 1, end), end + 1 - this.at);
  }

  private double(): void {
    this.quoted = true;
    this.at += 1;
    while (this.at < this.script.length && this.here !== '"') {
      const after = this.script[this.at + 1] ?? '';
      if (this.here === '\\' && after !== '' && '"\\$`'.includes(after)) this.take(after, 2);
      else if (this.here === '$') this.dollar();
      else if (this.here === '`') this.backquotes();
      else this.take(this.here, 1);
    }
    if (this.at >= this.script.length) throw new NotUnderstood('an open quote');
    this.at += 1;
  }

  private backquotes(): void {
    const end = this.script.indexOf('`', this.at + 1);
    if (end < 0) throw new NotUnderstood('open backquotes');
    this.push({ script: this.parse(this.script.slice(this.at + 1, end)) }, end + 1);
  }

  /** What `${NAME:-…}` holds is put together as a text in quotes is. */
  private inQuotes(text: string): Word<Script> {
    const read = new WordReader(`"${text.replaceAll('"', '')}"`, 0, this.parse).read();
    return 'word' in read ? read.word : { parts: [] };
  }

  private dollar(): void {
    if (this.script.startsWith('$((', this.at)) {
      const end = closing(this.script, this.at + 3);
      if (this.script[end + 1] !== ')') throw new NotUnderstood('an open parenthesis');
      this.push({ arithmetic: this.script.slice(this.at + 3, end) }, end + 2);
      return;
    }
    if (this.script.startsWith('$(', this.at)) {
      const end = closing(this.script, this.at + 2);
      this.push({ script: this.parse(this.script.slice(this.at + 2, end)) }, end + 1);
      return;
    }
    const found = variable.exec(this.script.slice(this.at));
    if (found === null) {
      if (this.script.startsWith('${', this.at)) throw new NotUnderstood('a variable with an operator');
      this.take('$', 1);
      return;
    }
    const otherwise = found[2] === undefined ? {} : { otherwise: this.inQuotes(found[2]) };
    this.push({ variable: found[1] ?? found[3] ?? '', ...otherwise }, this.at + found[0].length);
  }
}

/** Where the parenthesis ends that was opened just before `from`; quotes hide those inside them. */
function closing(script: string, from: number): number {
  let depth = 1;
  for (let i = from; i < script.length; i += 1) {
    const c = script[i];
    if (c === "'" || c === '"') {
      const end = script.indexOf(c, i + 1);
      if (end > 0) i = end;
      continue;
    }
    if (c === '(') depth += 1;
    if (c === ')') depth -= 1;
    if (depth === 0) return i;
  }
  throw new NotUnderstood('an open parenthesis');
}
