import { commandsWith } from './commands-with.ts';
import { explain } from './explain.ts';

/** What kubectl can be asked to do. */
export const commands = commandsWith(explain);
