import type { CommandOutput, Trace } from '../../trace/trace.ts';

/**
 * The commands in the order in which they were typed; of those typed at the same moment, in the order of the scenario,
 * whichever of them returned first.
 */
export function commandsInOrder({ commands, roots }: Trace): readonly CommandOutput[] {
  const typed = (at: number, user: string, command: string): string => JSON.stringify([at, user, command]);
  const places = new Map<string, number[]>();
  for (const [place, { kind, at, who, what }] of roots.entries()) {
    if (kind !== 'action') continue;
    const key = typed(at, who, what);
    places.set(key, [...(places.get(key) ?? []), place]);
  }
  const placed = commands.map((command) => ({
    command,
    place: places.get(typed(command.at, command.user, command.command))?.shift() ?? 0,
  }));
  return placed.sort((a, b) => a.command.at - b.command.at || a.place - b.place).map(({ command }) => command);
}
