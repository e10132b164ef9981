import type { Command } from '../context.ts';

/** The name and the flags of `explain`, without what it reads. */
export const explainFlags: Pick<Command, 'name' | 'flags'> = {
  name: 'explain',
  flags: { recursive: 'switch', 'api-version': 'value', output: 'value' },
};
