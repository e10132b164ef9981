import type { Command } from '../context.ts';
import { apply } from './apply.ts';
import { createFromFiles } from './create-from-files.ts';
import { deleteCommand } from './delete.ts';
import { get } from './get.ts';

/** What nearly every scenario types. A browser loads the other commands when one of them is typed. */
export const firstCommands: readonly Command[] = [createFromFiles, apply, get, deleteCommand];

/** Whether a command line, without `kubectl`, needs no more than these. */
export function areEnoughFor(line: string): boolean {
  const [name = '', ...words] = line.trim().split(/\s+/);
  if (!firstCommands.some((command) => command.name === name)) return false;
  if (words.some((word) => word === '-h' || word.startsWith('--help'))) return false;
  return name !== 'create' || words.some((word) => word.startsWith('-f') || word.startsWith('--filename'));
}
