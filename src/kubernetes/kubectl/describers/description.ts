import { alignTabs } from './tabwriter.ts';

/**
 * A description as it is written: cells parted by tabs, each level two blanks further in.
 * Source: v1.35 kubectl pkg/describe/describe.go PrefixWriter
 */
export class Description {
  #text = '';

  /** One line with its cells, at a level of indentation. */
  line(level: number, ...cells: readonly string[]): void {
    this.#text += `${'  '.repeat(level)}${cells.map(escaped).join('\t')}\n`;
  }

  /** Lines as they are. */
  add(text: string): void {
    this.#text += escaped(text);
  }

  /** As it was written, with its tabs. */
  get text(): string {
    return this.#text;
  }

  toString(): string {
    return alignTabs(this.#text);
  }
}

/** Nothing that is shown may move the cursor of the terminal. Source: v1.35 cli-runtime pkg/printers/terminal.go */
const escaped = (text: string): string => text.replaceAll('\u001b', '^[').replaceAll('\r', '\\r');
