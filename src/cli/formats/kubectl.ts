import { commandsInOrder } from './commands-in-order.ts';
import { type Format, line, seconds } from './format.ts';

/** What each kubectl command printed, in the order in which they were typed. */
export const kubectl: Format = (trace, output) => {
  for (const { at, command, user, stdout, stderr, code } of commandsInOrder(trace))
    line(output, { at: seconds(at), command, user, stdout, stderr, code });
};
