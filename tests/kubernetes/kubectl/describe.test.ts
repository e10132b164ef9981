import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { kubectl, type Stored } from './answering.ts';

interface Described {
  /** The recording that the text is from. */
  readonly recorded: string;
  readonly command: string;
  readonly now?: string;
  /** Some rows are those of a Go map, whose order is chance. */
  readonly anyOrder?: boolean;
  readonly prints: string;
  readonly warns?: string;
  readonly objects: readonly Stored[];
}

const folder = new URL('./described/', import.meta.url);
const cases = readdirSync(folder).map((file) => ({
  file,
  ...(parse(readFileSync(new URL(file, folder), 'utf8')) as Described),
}));

describe('kubectl describe prints of the recorded objects what the real one printed', () => {
  it.each(cases)('$file: $command', ({ command, now, anyOrder, prints, warns, objects }) => {
    const { stdout, stderr, code } = kubectl(command, objects, now);
    const inOrder = (text: string): string => (anyOrder === true ? text.split('\n').sort().join('\n') : text);
    expect(inOrder(stdout)).toBe(inOrder(prints));
    expect({ stderr, code }).toEqual({ stderr: warns ?? '', code: 0 });
  });
});
