import type { Command, Program, Surroundings } from './process.ts';
import { NotUnderstood } from './shell-words.ts';

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

const isOption = (arg: string): boolean => arg.startsWith('-') && arg !== '-';

/** What is piped in, or the named files one after the other; what is not there is said. */
function input(name: string, paths: readonly string[], around: Surroundings): { text: string; code: number } {
  if (paths.length === 0) return { text: around.env['\u0000stdin'] ?? '', code: 0 };
  let [text, code] = ['', 0];
  for (const path of paths) {
    const read = path === '-' ? (around.env['\u0000stdin'] ?? '') : around.files.read(path);
    if (read === undefined) {
      around.printError(`${name}: can't open '${path}': No such file or directory\n`);
      code = 1;
    } else text += read;
  }
  return { text, code };
}

/** A tool that makes other lines of its lines. */
const filter =
  (name: string, change: (lines: readonly string[], args: readonly string[]) => readonly string[]): Command =>
  (args, around) => {
    const { text, code } = input(
      name,
      args.filter((arg) => !isOption(arg)),
      around,
    );
    for (const line of change(linesOf(text), args.filter(isOption))) around.print(`${line}\n`);
    return code;
  };

const grep: Command = (args, around) => {
  const options = args.filter(isOption).join('');
  const [pattern = '', ...paths] = args.filter((arg) => !isOption(arg));
  const { text, code } = input('grep', paths, around);
  const expression = matcher(pattern, options.includes('i'), options.includes('F'));
  const found = linesOf(text).filter((line) => expression(line) !== options.includes('v'));
  if (options.includes('c')) around.print(`${found.length}\n`);
  else if (!options.includes('q')) for (const line of found) around.print(`${line}\n`);
  return code !== 0 ? 2 : found.length > 0 ? 0 : 1;
};

/** Patterns are those of a person: long ones are taken as they stand, so that no expression can stall the page. */
function matcher(pattern: string, anyCase: boolean, plain: boolean): (line: string) => boolean {
  const fold = (text: string): string => (anyCase ? text.toLowerCase() : text);
  if (plain || !/[\\^$.*[\]|+?(){}]/.test(pattern)) return (line) => fold(line).includes(fold(pattern));
  const simple = /^\^?[^\\^$*[\]|+?(){}]*\$?$/.test(pattern);
  if (!simple) throw new NotUnderstood('a regular expression');
  const [start, end] = [pattern.startsWith('^'), pattern.endsWith('$')];
  const middle = fold(pattern.replace(/^\^/, '').replace(/\$$/, ''));
  const at = (line: string, from: number): boolean => [...middle].every((c, i) => c === '.' || line[from + i] === c);
  return (line) => {
    const text = fold(line);
    const last = text.length - middle.length;
    if (last < 0) return false;
    if (start) return at(text, 0) && (!end || last === 0);
    if (end) return at(text, last);
    return Array.from({ length: last + 1 }, (_each, i) => i).some((i) => at(text, i));
  };
}

/** The number of `-n 5`, `-5` or `-n+1`, and the paths. */
function counted(args: readonly string[]): { count: string; paths: readonly string[]; follow: boolean } {
  let count = '10';
  let follow = false;
  const paths: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    const [, given] = /^-n?([-+]?\d+)$/.exec(arg) ?? [];
    if (arg === '-n') {
      i += 1;
      count = args[i] ?? count;
    } else if (given !== undefined) count = given;
    else if (/^-[fF]$/.test(arg)) follow = true;
    else if (!isOption(arg)) paths.push(arg);
  }
  return { count, paths, follow };
}

const head: Command = (args, around) => {
  const { count, paths } = counted(args);
  const { text, code } = input('head', paths, around);
  for (const line of linesOf(text).slice(0, Number(count))) around.print(`${line}\n`);
  return code;
};

/** The last lines, or those from one on; with `-f` also what is written later, looked for once a second. */
function* tail(args: readonly string[], around: Surroundings): Program {
  const { count, paths, follow } = counted(args);
  const [path] = paths;
  const first = follow ? { text: around.files.read(path ?? '') ?? '', code: 0 } : input('tail', paths, around);
  const lines = linesOf(first.text);
  const from = count.startsWith('+') ? Number(count) - 1 : -Math.abs(Number(count));
  for (const line of from === 0 && !count.startsWith('+') ? [] : lines.slice(from)) around.print(`${line}\n`);
  if (!follow || path === undefined) return first.code;
  for (let seen = first.text.length; ; ) {
    yield { sleep: 1000 };
    const text = around.files.read(path) ?? '';
    if (text.length < seen) seen = 0;
    if (text.length > seen) around.print(text.slice(seen));
    seen = text.length;
  }
}

const wc: Command = (args, around) => {
  const options = args.filter(isOption).join('');
  const paths = args.filter((arg) => !isOption(arg));
  const { text, code } = input('wc', paths, around);
  const numbers = {
    l: text.split('\n').length - 1,
    w: text.split(/\s+/).filter(Boolean).length,
    c: new TextEncoder().encode(text).length,
  };
  const wanted = (['l', 'w', 'c'] as const).filter((each) => options === '' || options.includes(each));
  const shown = wanted.map((each) => String(numbers[each]));
  const line = wanted.length === 1 ? (shown[0] ?? '') : shown.map((number) => number.padStart(9)).join(' ');
  around.print(`${line}${paths.length === 1 ? ` ${paths[0]}` : ''}\n`);
  return code;
};

const tee: Command = (args, around) => {
  const text = around.env['\u0000stdin'] ?? '';
  const append = args.includes('-a');
  for (const path of args.filter((arg) => !isOption(arg)))
    around.files.write(path, append ? (around.files.read(path) ?? '') + text : text);
  around.print(text);
  return 0;
};

const byWord = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What programs do with lines of text. */
export const textTools: Readonly<Record<string, Command>> = {
  cat: (args, around) => {
    const { text, code } = input(
      'cat',
      args.filter((arg) => !isOption(arg)),
      around,
    );
    around.print(text);
    return code;
  },
  grep,
  head,
  tail: (args, around) => tail(args, around),
  wc,
  tee,
  sort: filter('sort', (lines, options) => {
    const numeric = options.some((option) => option.includes('n'));
    const sorted = [...lines].sort(numeric ? (a, b) => Number.parseFloat(a) - Number.parseFloat(b) : byWord);
    return options.some((option) => option.includes('r')) ? sorted.reverse() : sorted;
  }),
  uniq: filter('uniq', (lines) => lines.filter((line, i) => line !== lines[i - 1])),
  rev: filter('rev', (lines) => lines.map((line) => [...line].reverse().join(''))),
  tac: filter('tac', (lines) => [...lines].reverse()),
};
