import { own } from '../../api/fields.ts';
import { arithmetic } from './arithmetic.ts';
import { dateText } from './date-text.ts';
import { fileTools } from './file-tools.ts';
import { perl } from './perl.ts';
import type { Command, Program, Surroundings } from './process.ts';
import { NotUnderstood } from './shell-words.ts';
import { test } from './test-command.ts';
import { textTools } from './text-tools.ts';

/** `60M` and `1Gi` as bytes: programs take M as 1024². */
function bytes(text: string): number {
  const [, number = '0', unit = ''] = /^([0-9.]+)([kKMGT]?)/.exec(text) ?? [];
  return Number(number) * 1024 ** (['', 'K', 'M', 'G', 'T'].indexOf(unit.toUpperCase()) || 0);
}

function seconds(text: string): number {
  const [, number = '0', unit = 's'] = /^([0-9.]+)([smhd]?)$/.exec(text) ?? [];
  return Number(number) * 1000 * ({ s: 1, m: 60, h: 3600, d: 86_400 }[unit || 's'] ?? 1);
}

function* sleep(args: readonly string[]): Program {
  if (args[0] === 'infinity' || args[0] === 'inf') yield { forever: true };
  yield { sleep: args.reduce((total, arg) => total + seconds(arg), 0) };
  return 0;
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

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', a: '\u0007', b: '\b' };

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (whole, letter: string) => own<string>(escapes, letter) ?? whole);

function echo(args: readonly string[], around: Surroundings): number {
  const options = args.slice(0, args.findIndex((arg) => !/^-[neE]+$/.test(arg)) >>> 0).join('');
  const words = args.slice(args.findIndex((arg) => !/^-[neE]+$/.test(arg)) >>> 0).join(' ');
  around.print(`${options.includes('e') ? unescaped(words) : words}${options.includes('n') ? '' : '\n'}`);
  return 0;
}

/** Fills `%s` and `%d` in turn, and begins anew while words are left. */
function printf([format = '', ...args]: readonly string[], around: Surroundings): number {
  let rest = [...args];
  do {
    let used = 0;
    const line = unescaped(format).replace(/%([-0-9]*)([sdiu%])/g, (_whole, width: string, what: string) => {
      if (what === '%') return '%';
      const value = rest[used] ?? (what === 's' ? '' : '0');
      used += 1;
      const wide = Math.abs(Number(width));
      if (width.startsWith('-')) return value.padEnd(wide);
      return value.padStart(wide, width.startsWith('0') ? '0' : ' ');
    });
    around.print(line);
    rest = used === 0 ? [] : rest.slice(used);
  } while (rest.length > 0);
  return 0;
}

function environment(_args: readonly string[], around: Surroundings): number {
  for (const [name, value] of Object.entries(around.env))
    if (!name.startsWith('\u0000')) around.print(`${name}=${value}\n`);
  return 0;
}

/** Of single variables the values alone; one that is not set makes the whole fail. */
function printenv(args: readonly string[], around: Surroundings): number {
  if (args.length === 0) return environment(args, around);
  let code = 0;
  for (const name of args) {
    const value = own<string>(around.env, name);
    if (value === undefined) code = 1;
    else around.print(`${value}\n`);
  }
  return code;
}

/** `expr 1 + 2`: fails when the result is 0, as POSIX has it. */
function expr(args: readonly string[], around: Surroundings): number {
  const result = arithmetic(args.join(' ').replace(/(?<![=!<>])=(?!=)/g, '=='), () => '0');
  around.print(`${result}\n`);
  return result === 0 ? 1 : 0;
}

function seq(args: readonly string[], around: Surroundings): number {
  const numbers = args.map(Number);
  const last = numbers.at(-1) ?? 0;
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
  const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
  if (step === 0 || Math.abs((last - first) / step) > 100_000) throw new NotUnderstood('so long a sequence');
  for (let i = first; step > 0 ? i <= last : i >= last; i += step) around.print(`${i}\n`);
  return 0;
}

/** Commands whose meaning is known; a shell is none of them, since it runs them. */
export const commands: Readonly<Record<string, Command>> = {
  sleep: (args) => sleep(args),
  echo,
  printf,
  true: () => 0,
  ':': () => 0,
  false: () => 1,
  exit: (args) => Number(args[0] ?? 0) & 255,
  ...fileTools,
  ...textTools,
  test,
  '[': (args, around) => test(args.slice(0, -1), around),
  '[[': (args, around) => test(args.slice(0, -1), around),
  env: environment,
  printenv,
  expr,
  seq,
  perl: (args, around) => perl(args, around),
  date: (args, around) => {
    around.print(`${dateText(around.now(), args.find((arg) => arg.startsWith('+'))?.slice(1))}\n`);
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
