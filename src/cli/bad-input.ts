import { type Problem, problemLine } from '../scenario/problems.ts';

/** A mistake in what was typed or in a file: exit code 2. */
export class BadInput extends Error {}

/** Refuses a file for what is wrong in it, told from its first line to its last. */
export function refuse(problems: readonly Problem[]): never {
  const inOrder = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  throw new BadInput(inOrder.map(problemLine).join('\n'));
}
