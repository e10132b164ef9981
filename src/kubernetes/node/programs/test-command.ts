import { own } from '../../api/fields.ts';
import type { Surroundings } from './process.ts';

/** One condition without words that join conditions. */
function holds(args: readonly string[], { files }: Surroundings): boolean {
  const [a = '', b = '', c = ''] = args;
  if (args.length === 2) {
    if (a === '-e') return files.read(b) !== undefined || files.list(b) !== undefined;
    if (a === '-f' || a === '-r') return files.read(b) !== undefined;
    if (a === '-s') return (files.read(b) ?? '') !== '';
    if (a === '-n') return b !== '';
    if (a === '-z') return b === '';
    // Most folders are the image's own, of which nothing is known; those that are asked about usually exist.
    if (a === '-d') return files.read(b) === undefined;
  }
  if (args.length === 3) {
    const [x, y] = [Number(a), Number(c)];
    if (b === '=' || b === '==') return a === c;
    if (b === '!=') return a !== c;
    const orders = { '-eq': x === y, '-ne': x !== y, '-lt': x < y, '-le': x <= y, '-gt': x > y, '-ge': x >= y };
    const compared = own<boolean>(orders, b);
    if (compared !== undefined) return compared;
  }
  return args.length === 1 && a !== '';
}

/** `[ -f FILE ]`, `test "$a" = b`, and their like; the exit code is 0 where it holds. */
export function test(args: readonly string[], around: Surroundings): number {
  if (args[0] === '!' && args.length !== 3) return test(args.slice(1), around) === 0 ? 1 : 0;
  for (const [word, either] of [
    ['-o', true],
    ['||', true],
    ['-a', false],
    ['&&', false],
  ] as const) {
    const at = args.indexOf(word, 1);
    if (at < 0) continue;
    const left = test(args.slice(0, at), around) === 0;
    const right = (): boolean => test(args.slice(at + 1), around) === 0;
    return (either ? left || right() : left && right()) ? 0 : 1;
  }
  return holds(args, around) ? 0 : 1;
}
