import type { Story } from '../../story/tell.ts';
import type { CommandOutput, Message, Millis } from '../../trace/trace.ts';

/** One command as it was typed. */
export interface TypedCommand {
  readonly at: Millis;
  readonly command: string;
  /** Absent while it waits for something that does not come before the run ends. */
  readonly returned: CommandOutput | undefined;
  /** Its requests to the API server, in order. */
  readonly requests: readonly Message[];
}

/** The commands of a run in the order in which they were typed. */
export function typedCommands({ index }: Story): readonly TypedCommand[] {
  const { trace } = index;
  const left = [...trace.commands];
  return trace.roots
    .filter(({ kind, what }) => kind === 'action' && what.startsWith('kubectl '))
    .map(({ id, at, what: command }) => {
      const place = left.findIndex((each) => each.at === at && each.command === command);
      const address = trace.actors.find(({ machine, cause }) => machine === 'kubectl' && cause === id)?.address;
      const requests = index.messages.filter(({ from, body }) => from === address && body.type === 'http-request');
      return { at, command, returned: place < 0 ? undefined : left.splice(place, 1)[0], requests };
    });
}
