import { own } from '../../api/fields.ts';
import { rfc3339 } from '../../api/times.ts';
import type { Program, Surroundings } from './process.ts';

export type Command = (args: readonly string[], around: Surroundings) => Program | number;

/** `60M` and `1Gi` as bytes: programs take M as 1024². */
function bytes(text: string): number {
  const [, number = '0', unit = ''] = /^([0-9.]+)([kKMGT]?)/.exec(text) ?? [];
  return Number(number) * 1024 ** (['', 'K', 'M', 'G', 'T'].indexOf(unit.toUpperCase()) || 0);
}

function seconds(text: string): number {
  const [, number = '0', unit = 's'] = /^([0-9.]+)([smhd]?)$/.exec(text) ?? [];
  return Number(number) * 1000 * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit || 's'] ?? 1);
}

/** `[ -f FILE ]`, `test "$a" = b`, and their like. */
function test(args: readonly string[], { files }: Surroundings): number {
  const [a = '', b = '', c = ''] = args;
  if (a === '!') return test(args.slice(1), { files } as Surroundings) === 0 ? 1 : 0;
  const yes = ((): boolean => {
    if (args.length === 2) {
      if (a === '-f' || a === '-e' || a === '-r') return files.read(b) !== undefined;
      if (a === '-s') return (files.read(b) ?? '') !== '';
      if (a === '-n') return b !== '';
      if (a === '-z') return b === '';
      if (a === '-d') return true;
    }
    if (args.length === 3) {
      const [x, y] = [Number(a), Number(c)];
      if (b === '=' || b === '==') return a === c;
      if (b === '!=') return a !== c;
      const orders = { '-eq': x === y, '-ne': x !== y, '-lt': x < y, '-le': x <= y, '-gt': x > y, '-ge': x >= y };
      const compared = own<boolean>(orders, b);
      if (compared !== undefined) return compared;
    }
    return args.length === 1 && a !== '';
  })();
  return yes ? 0 : 1;
}

function* sleep(args: readonly string[]): Program {
  if (args[0] === 'infinity' || args[0] === 'inf') yield { forever: true };
  yield { sleep: args.reduce((total, arg) => total + seconds(arg), 0) };
  return 0;
}

function cat(args: readonly string[], around: Surroundings): number {
  if (args.length === 0) around.print(around.env['\u0000stdin'] ?? '');
  let code = 0;
  for (const path of args) {
    const text = around.files.read(path);
    if (text === undefined) {
      around.printError(`cat: can't open '${path}': No such file or directory\n`);
      code = 1;
    } else around.print(text);
  }
  return code;
}

function grep(args: readonly string[], around: Surroundings): number {
  const options = args.filter((arg) => arg.startsWith('-')).join('');
  const [pattern = '', path] = args.filter((arg) => !arg.startsWith('-'));
  const text = path === undefined ? (around.env['\u0000stdin'] ?? '') : (around.files.read(path) ?? '');
  const wanted = (line: string): boolean => line.includes(pattern) !== options.includes('v');
  const found = text.split('\n').filter((line) => line !== '' && wanted(line));
  if (!options.includes('q')) for (const line of found) around.print(`${line}\n`);
  return found.length > 0 ? 0 : 1;
}

function* stress(args: readonly string[], around: Surroundings): Program {
  const at = args.indexOf('--vm-bytes');
  if (at >= 0 && around.takeMemory(bytes(args[at + 1] ?? '0'))) yield { forever: true };
  const timeout = args.findIndex((arg) => arg === '--timeout' || arg === '-t');
  if (timeout >= 0) {
    yield { sleep: seconds(args[timeout + 1] ?? '0') };
    return 0;
  }
  yield { forever: true };
  return 0;
}

function print(args: readonly string[], around: Surroundings): number {
  const newline = args[0] !== '-n';
  const words = args.filter((arg, i) => !(i === 0 && (arg === '-n' || arg === '-e')));
  around.print(`${words.join(' ').replaceAll('\\n', args[0] === '-e' ? '\n' : '\\n')}${newline ? '\n' : ''}`);
  return 0;
}

function touch(args: readonly string[], { files }: Surroundings): number {
  for (const path of args.filter((arg) => !arg.startsWith('-'))) files.write(path, files.read(path) ?? '');
  return 0;
}

function remove(args: readonly string[], { files, printError }: Surroundings): number {
  const force = args.some((arg) => /^-[a-z]*f/.test(arg));
  let code = 0;
  for (const path of args.filter((arg) => !arg.startsWith('-'))) {
    if (files.remove(path) || force) continue;
    printError(`rm: can't remove '${path}': No such file or directory\n`);
    code = 1;
  }
  return code;
}

function environment(_args: readonly string[], around: Surroundings): number {
  for (const [name, value] of Object.entries(around.env))
    if (!name.startsWith('\u0000')) around.print(`${name}=${value}\n`);
  return 0;
}

/** Commands whose meaning is known; a shell is none of them, since it runs them. */
export const commands: Readonly<Record<string, Command>> = {
  sleep: (args) => sleep(args),
  echo: print,
  printf: (args, around) => {
    around.print((args[0] ?? '').replaceAll('\\n', '\n'));
    return 0;
  },
  true: () => 0,
  ':': () => 0,
  false: () => 1,
  exit: (args) => Number(args[0] ?? 0) & 255,
  cat,
  touch,
  rm: remove,
  mkdir: () => 0,
  test,
  '[': (args, around) => test(args.slice(0, -1), around),
  grep,
  env: environment,
  printenv: environment,
  set: () => 0,
  export: () => 0,
  date: (_args, around) => {
    around.print(`${rfc3339(around.now())}\n`);
    return 0;
  },
  hostname: (_args, around) => {
    around.print(`${around.env['HOSTNAME'] ?? ''}\n`);
    return 0;
  },
  kill: (args, around) => {
    around.signal(Number(args.at(-1) ?? 0));
    return 0;
  },
  stress: (args, around) => stress(args, around),
};
