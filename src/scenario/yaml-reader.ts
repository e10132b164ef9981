import { type Document, isMap, isScalar, isSeq, type LineCounter, type Node, type Pair } from 'yaml';
import { durationMs } from './duration.ts';
import { missing, type Place, type Problem, unknownField, wrongType } from './problems.ts';

/** A value in a YAML file with its place and path: what the reader of a scenario asks for types and fields. */
export class Value {
  constructor(
    private readonly node: Node | null | undefined,
    private readonly file: string,
    private readonly path: string,
    private readonly source: { readonly document: Document; readonly lines: LineCounter },
    private readonly problems: Problem[],
  ) {}

  get absent(): boolean {
    return this.node === undefined || this.node === null || (isScalar(this.node) && this.node.value === null);
  }

  get place(): Place {
    const { line, col } = this.source.lines.linePos(this.node?.range?.[0] ?? 0);
    return {
      file: this.file,
      line: Math.max(1, line),
      column: Math.max(1, col),
      ...(this.path === '' ? {} : { path: this.path }),
    };
  }

  complain(problem: Problem): undefined {
    this.problems.push(problem);
    return undefined;
  }

  private wrong(wanted: string): undefined {
    const found = isMap(this.node)
      ? 'a mapping'
      : isSeq(this.node)
        ? 'a list'
        : isScalar(this.node)
          ? `"${String(this.node.value)}"`
          : 'nothing';
    return this.complain(wrongType(this.place, wanted, found));
  }

  /** The fields of a mapping; any that is not in `known` is a mistake. */
  fields<K extends string>(known: readonly K[]): Readonly<Record<K, Value>> {
    if (!this.absent && !isMap(this.node)) this.wrong(`a mapping of ${known.join(', ')}`);
    const pairs = isMap(this.node) ? (this.node.items as readonly Pair<Node, Node>[]) : [];
    for (const { key } of pairs) {
      const name = isScalar(key) ? String(key.value) : '';
      if (!(known as readonly string[]).includes(name)) {
        const at = new Value(key, this.file, this.below(name), this.source, this.problems);
        this.complain(unknownField(at.place, name, known));
      }
    }
    const of = (name: K): Value => {
      const pair = pairs.find(({ key }) => isScalar(key) && String(key.value) === name);
      return new Value(pair?.value ?? undefined, this.file, this.below(name), this.source, this.problems);
    };
    return Object.fromEntries(known.map((name) => [name, of(name)])) as Record<K, Value>;
  }

  /** A mapping with keys of the person's own. */
  entries(): readonly (readonly [string, Value])[] {
    if (this.absent) return [];
    if (!isMap(this.node)) {
      this.wrong('a mapping');
      return [];
    }
    return (this.node.items as readonly Pair<Node, Node>[]).map(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : '';
      return [name, new Value(value, this.file, this.below(name), this.source, this.problems)];
    });
  }

  items(): readonly Value[] {
    if (this.absent) return [];
    if (!isSeq(this.node)) {
      this.wrong('a list');
      return [];
    }
    return this.node.items.map(
      (item, i) => new Value(item as Node, this.file, `${this.path}[${i}]`, this.source, this.problems),
    );
  }

  text(): string | undefined {
    if (this.absent) return undefined;
    const value = isScalar(this.node) ? this.node.value : undefined;
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : this.wrong('a text');
  }

  whole(): number | undefined {
    if (this.absent) return undefined;
    const value = isScalar(this.node) ? this.node.value : undefined;
    return typeof value === 'number' && Number.isSafeInteger(value) ? value : this.wrong('a whole number');
  }

  yes(): boolean | undefined {
    if (this.absent) return undefined;
    const value = isScalar(this.node) ? this.node.value : undefined;
    return typeof value === 'boolean' ? value : this.wrong('true or false');
  }

  /** Virtual ms. */
  duration(): number | undefined {
    const text = this.absent ? undefined : isScalar(this.node) ? String(this.node.value) : '';
    if (text === undefined) return undefined;
    return durationMs(text) ?? this.wrong('a duration such as 500ms, 90s or 5m');
  }

  required(field: string, parent: Value): boolean {
    if (!this.absent) return true;
    parent.complain(missing(parent.place, field));
    return false;
  }

  /** As plain JSON, for what is passed on as it is. */
  json(): unknown {
    return this.absent ? undefined : this.node?.toJS(this.source.document, { maxAliasCount: 100 });
  }

  private below(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}
