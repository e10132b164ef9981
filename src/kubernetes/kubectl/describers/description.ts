import { alignTabs } from './tabwriter.ts';

/**
 * A description as it is written: cells parted by tabs, each level two blanks further in.
 * Source: v1.35 kubectl pkg/describe/describe.go PrefixWriter
 */
export class Description {
  #text = '';

  /** One line with its cells, at a level of indentation. */
  line(level: number, ...cells: readonly string[]): void {
    this.#text += `${'  '.repeat(level)}${cells.join('\t')}\n`;
  }

  /** A part that was made elsewhere, its lines as they are. */
  add(text: string): void {
    this.#text += text;
  }

  toString(): string {
    return alignTabs(this.#text);
  }
}
