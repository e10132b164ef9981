import type { Calls, ClientCall, Impersonating } from '../api/calls.ts';
import { commandPath } from './command-path.ts';
import { kubectlCommands, notModelled } from './commands/not-modelled.ts';
import { commonProblem } from './common-problem.ts';
import type { Command, KubectlContext } from './context.ts';
import { commandAt, flag, flagList, isOn, parseFlags } from './flags.ts';
import type { Outcome } from './report.ts';
import { didYouMean } from './suggestions.ts';

export type { KubectlContext } from './context.ts';
export type { Outcome } from './report.ts';

const failed = (stderr: string): Outcome => ({ stdout: '', stderr, code: 1 });

/**
 * One kubectl command: the calls it makes, and what it leaves on the terminal.
 * @param words the command line without `kubectl`
 * @param commands those that there are
 */
export function* runKubectl(
  words: readonly string[],
  context: KubectlContext,
  commands: readonly Command[],
): Calls<Outcome> {
  const forShell = wordForShell(words);
  if (forShell !== undefined)
    return failed(`"${forShell}" is for a shell, and there is none here: type one kubectl command by itself\n`);
  const start = commandAt(words);
  const name = words[start] ?? '';
  const command = commands.find((each) => each.name === (name === '' ? 'help' : name));
  if (command === undefined) {
    if (name === '') return failed('error: You must specify a command.\n');
    if (kubectlCommands.includes(name)) return failed(`${notModelled(name)}\n`);
    return failed(`error: unknown command "${name}" for "kubectl"${didYouMean(name, kubectlCommands) || '\n'}`);
  }
  // Flags that go for all commands may stand in front.
  const rest = start < 0 ? words : [...words.slice(0, start), ...words.slice(start + 1)];
  const args = parseFlags(
    command.name,
    rest,
    command.flags,
    command.short,
    start < 0 ? '' : commandPath(command.name, rest),
  );
  if ('error' in args) return failed(`error: ${args.error}\n`);
  const help = isOn(args, 'help') ? commands.find((each) => each.name === 'help') : undefined;
  if (help !== undefined) return yield* help.run({ ...args, words: [command.name, ...args.words] }, context);
  const problem = commonProblem(args, context);
  if (problem !== undefined) return failed(`error: ${problem}\n`);
  if (args.flags.has('kustomize')) return failed(`${notModelled(`${command.name} --kustomize`)}\n`);
  const user = flag(args, 'as') ?? '';
  const groups = flagList(args, 'as-group');
  if (user === '' && groups.length > 0)
    return failed(`error: requesting groups [${groups.join(' ')}] for , without impersonating a user\n`);
  const steps = command.run(args, context);
  return yield* user === '' ? steps : impersonating(steps, { user, groups });
}

/** A pipe, a redirection or a chain, which a shell keeps to itself; behind `--` they may be arguments. */
function wordForShell(words: readonly string[]): string | undefined {
  const end = words.indexOf('--');
  return (end < 0 ? words : words.slice(0, end)).find((word) => /^([|&;]{1,2}|[12]?>{1,2}|<)$/.test(word));
}

/** The same calls, each with the name of somebody else. */
function* impersonating(steps: Calls<Outcome>, as: NonNullable<Impersonating['as']>): Calls<Outcome> {
  const other = (call: ClientCall): ClientCall => (call.verb === 'pause' ? call : { ...call, as });
  let step = steps.next([]);
  while (step.done !== true) {
    const calls = step.value;
    step = steps.next(
      yield Array.isArray(calls) ? (calls as readonly ClientCall[]).map(other) : other(calls as ClientCall),
    );
  }
  return step.value;
}
