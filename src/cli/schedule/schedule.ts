import { readFileSync } from 'node:fs';
import { BadInput } from '../bad-input.ts';
import { answerLine } from './batch.ts';

/** `podscope schedule`: the exit code. */
export function schedule(words: readonly string[]): number {
  const [, path = ''] = words;
  const text = readFileSync(path, 'utf8');
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    process.stdout.write(`${JSON.stringify(answerLine(line, `${path}:${i + 1}`))}\n`);
  }
  return 0;
}
export { BadInput };
