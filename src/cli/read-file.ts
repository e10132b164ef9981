import { readFileSync } from 'node:fs';
import { BadInput } from './bad-input.ts';

/**
 * The text of a file; `-` is standard input.
 *
 * @throws BadInput where it cannot be read
 */
export function readText(path: string, what: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch {
    throw new BadInput(`${path}: this file cannot be read; give the path of ${what}`);
  }
}
