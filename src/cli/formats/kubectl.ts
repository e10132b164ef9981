import { type Format, line, seconds } from './format.ts';

/** What each kubectl command printed, in the order in which they were typed. */
export const kubectl: Format = (trace, output) => {
  const inOrder = [...trace.commands].sort((a, b) => a.at - b.at);
  for (const { at, command, user, stdout, stderr, code } of inOrder)
    line(output, { at: seconds(at), command, user, stdout, stderr, code });
};
