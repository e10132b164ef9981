import type { Command } from '../context.ts';
import type { PrintObjects } from '../output.ts';
import { createFromFiles } from './create-from-files.ts';

/** What the first visit types. A browser loads the other commands when one of them is typed. */
export const firstCommands: readonly Command[] = [createFromFiles];

/** Whether a command line, without `kubectl`, needs no more than these. */
export function areEnoughFor(line: string): boolean {
  const [name = '', ...words] = line.trim().split(/\s+/);
  if (name !== createFromFiles.name || words.some((word) => /^(-h|-o|--help|--output)/.test(word))) return false;
  return words.some((word) => word.startsWith('-f') || word.startsWith('--filename'));
}

/** They print the names of objects alone: who asks for more has a line that they are not enough for. */
export const printNames: PrintObjects = () => {
  throw new Error('the first commands print names only');
};
