import { own } from '../../api/fields.ts';
import { arithmetic } from './arithmetic.ts';
import { commandName } from './command-name.ts';
import { commands } from './commands.ts';
import { endsByItself } from './executables.ts';
import {
  type Command,
  Exit,
  isShell,
  type Pause,
  type Program,
  type ShellPrograms,
  type Surroundings,
} from './process.ts';
import { parseShell, type Simple, type Statement, type Word } from './shell-parser.ts';
import { NotUnderstood } from './shell-words.ts';

/** A loop whose turns take no time would never end: such a script is not carried out. */
const mostTurns = 10_000;

interface Shell {
  readonly around: Surroundings;
  readonly variables: Map<string, string>;
  status: number;
  /** Whether a command that fails ends the script: `set -e`. */
  errexit: boolean;
  /** How many conditions are being looked at: there a command may fail. */
  testing: number;
}

/** Whether the meaning of a command is known, by its last path segment. */
export const isBuiltin = (name: string): boolean => isShell(name) || own(commands, name) !== undefined;

/** What `NAME=value` sets in front of a command. */
function assigned(words: readonly string[]): { set: Readonly<Record<string, string>>; rest: readonly string[] } {
  const at = words.findIndex((word) => !/^\w+=/.test(word));
  const rest = at < 0 ? [] : words.slice(at);
  const pairs = words.slice(0, words.length - rest.length).map((word) => word.split(/=(.*)/s));
  return { set: Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value])), rest };
}

/** Runs one command by its words; an unknown one counts as running for ever, and that is said. */
function* builtin(words: readonly string[], around: Surroundings): Program {
  const [path = '', ...args] = words;
  const name = commandName(path);
  if (name === 'env' && args.length > 0) {
    const { set, rest } = assigned(args);
    return yield* builtin(rest.length === 0 ? ['env'] : rest, { ...around, env: { ...around.env, ...set } });
  }
  const command = isShell(name) ? shell : own(commands, name);
  if (command === undefined) {
    const ends = endsByItself(name);
    around.notModelled(
      `the command "${words.join(' ')}"; it counts as ${ends ? 'done, and prints nothing' : 'running for ever'}`,
    );
    if (!ends) yield { forever: true };
    return 0;
  }
  try {
    const outcome = command(args, around);
    return typeof outcome === 'number' ? outcome : yield* outcome;
  } catch (problem) {
    if (!(problem instanceof NotUnderstood)) throw problem;
    around.notModelled(`the script "${args.at(-1) ?? ''}" (${problem.message}); it counts as running for ever`);
    yield { forever: true };
    return 0;
  }
}

const shell: Command = (args, around) => {
  const at = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  if (at < 0) return idle();
  const errexit = args.slice(0, at + 1).some((arg) => /^-[a-z]*e/.test(arg));
  return runShell(args[at + 1] ?? '', around, args.slice(at + 2), errexit);
};

function* idle(): Program {
  yield { forever: true };
  return 0;
}

/** Runs a script; the return value is its exit code. */
function* runShell(script: string, around: Surroundings, args: readonly string[], errexit: boolean): Program {
  const statements = parseShell(script);
  const variables = new Map(Object.entries(around.env));
  for (const [i, arg] of args.entries()) variables.set(String(i), arg);
  const shell: Shell = { around, variables, status: 0, errexit, testing: 0 };
  try {
    return yield* all(statements, shell);
  } catch (ended) {
    if (ended instanceof Exit) return ended.code;
    // Outside a loop there is nothing to leave.
    if (ended instanceof LeaveTurn) return 0;
    throw ended;
  }
}

function* all(statements: readonly Statement[], shell: Shell): Program {
  for (const statement of statements) shell.status = yield* one(statement, shell);
  return shell.status;
}

function* one(statement: Statement, shell: Shell): Program {
  switch (statement.type) {
    case 'simple':
      return passed(yield* simple(statement, shell), shell);
    case 'and': {
      const left = yield* tested(one(statement.left, shell), shell);
      return left === 0 ? yield* one(statement.right, shell) : left;
    }
    case 'or': {
      const left = yield* tested(one(statement.left, shell), shell);
      return left === 0 ? 0 : yield* one(statement.right, shell);
    }
    case 'not':
      return (yield* tested(one(statement.body, shell), shell)) === 0 ? 1 : 0;
    case 'pipe':
      return passed(yield* pipe(statement.left, statement.right, shell), shell);
    case 'background':
      shell.around.background(subshell([statement.body], shell));
      return 0;
    case 'group':
      return yield* all(statement.body, shell);
    case 'subshell':
      return passed(yield* subshell(statement.body, shell), shell);
    case 'if':
      for (const { test, body } of statement.branches) {
        if ((yield* tested(all(test, shell), shell)) === 0) return yield* all(body, shell);
      }
      // Where no branch is taken the whole succeeds, whatever the last test said.
      return statement.otherwise.length === 0 ? 0 : yield* all(statement.otherwise, shell);
    case 'loop':
      return yield* loop(statement, shell);
    case 'for':
      for (const word of statement.words) {
        for (const item of (yield* expand(word, shell)).split(/\s+/)) {
          if (item === '') continue;
          shell.variables.set(statement.variable, item);
          if ((yield* turn(statement.body, shell)) === 'break') return 0;
        }
      }
      return shell.status;
  }
}

/** After `set -e` a command that fails ends the script, unless its failure is what is asked about. */
function passed(status: number, { errexit, testing }: Shell): number {
  if (errexit && testing === 0 && status !== 0) throw new Exit(status);
  return status;
}

function* tested(condition: Program, shell: Shell): Program {
  shell.testing += 1;
  try {
    return yield* condition;
  } finally {
    shell.testing -= 1;
  }
}

function* subshell(body: readonly Statement[], shell: Shell): Program {
  try {
    return yield* all(body, { ...shell, variables: new Map(shell.variables) });
  } catch (ended) {
    if (ended instanceof Exit) return ended.code;
    throw ended;
  }
}

/** Thrown by `break` and `continue`, caught by the loop around them. */
class LeaveTurn extends Error {
  constructor(readonly how: 'break' | 'continue') {
    super(how);
  }
}

/** One turn of a loop. */
function* turn(body: readonly Statement[], shell: Shell): Generator<Pause, 'break' | 'continue', void> {
  try {
    shell.status = yield* all(body, shell);
    return 'continue';
  } catch (left) {
    if (left instanceof LeaveTurn) return left.how;
    throw left;
  }
}

function* loop(statement: Extract<Statement, { type: 'loop' }>, shell: Shell): Program {
  const { around } = shell;
  let since = around.now();
  for (let turns = 0; ; turns += 1) {
    if (((yield* tested(all(statement.test, shell), shell)) === 0) === statement.until) return 0;
    if ((yield* turn(statement.body, shell)) === 'break') return 0;
    if (around.now() !== since) {
      since = around.now();
      turns = 0;
    } else if (turns > mostTurns) {
      around.notModelled('a loop that takes no time; it counts as running for ever');
      yield { forever: true };
    }
  }
}

/** Only what the left side prints goes into the right side; both run one after the other. */
function* pipe(left: Statement, right: Statement, shell: Shell): Program {
  let piped = '';
  const around = { ...shell.around, print: (text: string) => (piped += text) };
  yield* subshell([left], { ...shell, around });
  const input = piped;
  return yield* subshell([right], { ...shell, variables: new Map([...shell.variables, ['\u0000stdin', input]]) });
}

function* simple(command: Simple, shell: Shell): Program {
  const words: string[] = [];
  for (const word of command.words) words.push(yield* expand(word, shell));
  const values: [string, string][] = [];
  for (const { name, value } of command.assignments) values.push([name, yield* expand(value, shell)]);
  if (words.length === 0) {
    for (const [name, value] of values) shell.variables.set(name, value);
    return 0;
  }
  const around = yield* redirected(command, shell);
  if (around === undefined) return 1;
  const [name = '', ...args] = words;
  if (name === 'exit') throw new Exit(args[0] === undefined ? shell.status : Number(args[0]) & 255);
  if (name === 'break' || name === 'continue') throw new LeaveTurn(name);
  if (name === 'wait') {
    yield { background: true };
    return 0;
  }
  if (name === 'set') return setOptions(args, shell);
  if (name === 'export') {
    for (const arg of args)
      for (const [variable, value] of Object.entries(assigned([arg]).set)) shell.variables.set(variable, value);
    return 0;
  }
  if (name === 'exec') {
    yield { exec: args };
    return 0;
  }
  if (name === 'trap') {
    setTrap(args, shell);
    return 0;
  }
  const env = { ...Object.fromEntries(shell.variables), ...stdinOf(around), ...Object.fromEntries(values) };
  return yield* builtin(words, { ...around, env });
}

const stdinOf = ({ env }: Surroundings): Readonly<Record<string, string>> =>
  env['\u0000stdin'] === undefined ? {} : { '\u0000stdin': env['\u0000stdin'] };

/** Of the options only `e` matters here: `-e`, `-eux`, `+e`. */
function setOptions(args: readonly string[], shell: Shell): number {
  for (const arg of args) if (/^[-+][a-z]*e/.test(arg)) shell.errexit = arg.startsWith('-');
  return 0;
}

function setTrap([body = '', ...signals]: readonly string[], shell: Shell): void {
  if (!signals.some((signal) => ['TERM', 'SIGTERM', '15'].includes(signal))) return;
  shell.around.trap(() => (body === '' ? undefined : all(parseShell(body), shell)));
}

/** Undefined, and said, when a file that shall be read is not there. */
function* redirected(command: Simple, shell: Shell): Generator<never, Surroundings | undefined, void> {
  let around = shell.around;
  for (const { from, append, to } of command.redirections) {
    const path = yield* expand(to, shell) as Generator<never, string, void>;
    if (from === 'in') {
      const text = path === '/dev/null' ? '' : around.files.read(path);
      if (text === undefined) {
        around.printError(`sh: can't open ${path}: no such file\n`);
        return undefined;
      }
      around = { ...around, env: { ...around.env, '\u0000stdin': text } };
    } else if (path === '/dev/stdout') around = from === 'error' ? { ...around, printError: around.print } : around;
    else if (path === '/dev/null')
      around = from === 'out' ? { ...around, print: () => undefined } : { ...around, printError: () => undefined };
    else if (path === '/dev/stderr') around = { ...around, print: around.printError };
    else {
      if (!append) around.files.write(path, '');
      const write = (text: string): void =>
        shell.around.files.write(path, (shell.around.files.read(path) ?? '') + text);
      around = from === 'out' ? { ...around, print: write } : { ...around, printError: write };
    }
  }
  return around;
}

const variableOf = (name: string, shell: Shell): string =>
  name === '?' ? String(shell.status) : (shell.variables.get(name) ?? '');

function* expand(word: Word, shell: Shell): Generator<Pause, string, void> {
  let text = '';
  for (const part of word.parts) {
    if ('text' in part) text += part.text;
    else if ('variable' in part)
      text += variableOf(part.variable, shell) || (part.otherwise ? yield* expand(part.otherwise, shell) : '');
    else if ('arithmetic' in part) text += String(arithmetic(part.arithmetic, (name) => variableOf(name, shell)));
    else {
      let printed = '';
      const around = { ...shell.around, print: (line: string) => (printed += line) };
      yield* subshell(part.script, { ...shell, around });
      text += printed.replace(/\n+$/, '');
    }
  }
  return text;
}

/** The shell, and the commands that it knows. */
export const shellPrograms: ShellPrograms = { run: builtin, knows: isBuiltin };
