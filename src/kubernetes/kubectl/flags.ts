import { durationProblem } from './duration.ts';

/** What a command's flags take: a value, a whole number, a duration, a list of values (repeated or with commas), or nothing. */
export type FlagKinds = Readonly<Record<string, 'value' | 'list' | 'switch' | 'optional' | 'number' | 'duration'>>;

export interface Arguments {
  readonly command: string;
  /** Words that are neither flags nor behind `--`. */
  readonly words: readonly string[];
  /** What stands behind `--`; undefined without one. */
  readonly behind: readonly string[] | undefined;
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

/** Source: v1.35 cli-runtime pkg/genericclioptions/config_flags.go, kubectl pkg/cmd/cmd.go */
const everywhere: FlagKinds = {
  as: 'value',
  'as-group': 'list',
  'as-uid': 'value',
  'as-user-extra': 'list',
  'cache-dir': 'value',
  'certificate-authority': 'value',
  'client-certificate': 'value',
  'client-key': 'value',
  cluster: 'value',
  context: 'value',
  'disable-compression': 'switch',
  help: 'switch',
  'insecure-skip-tls-verify': 'switch',
  kubeconfig: 'value',
  kuberc: 'value',
  'log-flush-frequency': 'value',
  'match-server-version': 'switch',
  namespace: 'value',
  password: 'value',
  profile: 'value',
  'profile-output': 'value',
  'request-timeout': 'value',
  server: 'value',
  'tls-server-name': 'value',
  token: 'value',
  user: 'value',
  username: 'value',
  v: 'value',
  vmodule: 'value',
  'warnings-as-errors': 'switch',
};

/** The flags of every command, for those who list them. */
export const globalFlags: readonly string[] = Object.keys(everywhere);

/**
 * Where the name of the command stands: behind flags and what they take.
 * Source: spf13/cobra command.go stripFlags
 */
export function commandAt(words: readonly string[]): number {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') return -1;
    if (word !== '' && !word.startsWith('-')) return i;
    const name = word.startsWith('--')
      ? word.slice(2)
      : word.length === 2
        ? (shortNames[word[1] ?? ''] ?? '')
        : undefined;
    if (name !== undefined && !word.includes('=') && everywhere[name] !== 'switch') i++;
  }
  return -1;
}

const shortNames: Readonly<Record<string, string>> = {
  n: 'namespace',
  s: 'server',
  f: 'filename',
  o: 'output',
  l: 'selector',
  A: 'all-namespaces',
  c: 'container',
  w: 'watch',
  L: 'label-columns',
  R: 'recursive',
  i: 'stdin',
  t: 'tty',
  e: 'env',
  h: 'help',
  v: 'v',
  k: 'kustomize',
  q: 'quiet',
};

export type Parsed = Arguments | { readonly error: string };

/**
 * Long flags with `=` or a following word, short ones together or with their value.
 * Source: spf13/pflag
 * @param path the command by the names that its usage tells
 */
export function parseFlags(
  command: string,
  given: readonly string[],
  own: FlagKinds,
  ownShort: Readonly<Record<string, string>> = {},
  path = command,
): Parsed {
  // Who reads files reads directories of kustomize too.
  const kustomize: FlagKinds = own.filename === undefined ? {} : { kustomize: 'value' };
  const kinds: FlagKinds = { ...everywhere, ...kustomize, ...own };
  const short: Readonly<Record<string, string>> = { ...shortNames, ...ownShort };
  const flags = new Map<string, string[]>();
  const words: string[] = [];
  const set = (name: string, value: string) => flags.set(name, [...(flags.get(name) ?? []), value]);
  const usage = `See '${path === '' ? 'kubectl' : `kubectl ${path}`} --help' for usage.`;
  for (let i = 0; i < given.length; i++) {
    const word = given[i] ?? '';
    if (word === '--') {
      const problem = unreadable(flags, kinds, short);
      return problem === undefined
        ? { command, words, behind: given.slice(i + 1), flags }
        : { error: `${problem}\n${usage}` };
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = word.slice(2, equals < 0 ? undefined : equals);
      const kind = kinds[name];
      if (kind === undefined) return { error: `unknown flag: --${name}\n${usage}` };
      if (equals >= 0) set(name, word.slice(equals + 1));
      else if (kind === 'switch') set(name, 'true');
      else if (kind === 'optional') set(name, '');
      else {
        const value = given[++i];
        if (value === undefined) return { error: `flag needs an argument: --${name}\n${usage}` };
        set(name, value);
      }
    } else if (word.startsWith('-') && word.length > 1) {
      for (let j = 1; j < word.length; j++) {
        const letter = word[j] ?? '';
        const name = short[letter];
        const kind = name === undefined ? undefined : kinds[name];
        if (name === undefined || kind === undefined) {
          return { error: `unknown shorthand flag: '${letter}' in ${word}\n${usage}` };
        }
        if (kind === 'switch' && word[j + 1] !== '=') {
          set(name, 'true');
          continue;
        }
        const rest = word.slice(j + 1).replace(/^=/, '');
        const value = rest === '' ? given[++i] : rest;
        if (value === undefined) return { error: `flag needs an argument: '${letter}' in ${word}\n${usage}` };
        set(name, value);
        break;
      }
    } else words.push(word);
  }
  const problem = unreadable(flags, kinds, short);
  return problem === undefined ? { command, words, behind: undefined, flags } : { error: `${problem}\n${usage}` };
}

/** The first value that is none of its kind. Source: spf13/pflag int.go, bool.go, flag.go FlagSet.Set */
function unreadable(
  flags: ReadonlyMap<string, readonly string[]>,
  kinds: FlagKinds,
  short: Readonly<Record<string, string>>,
): string | undefined {
  for (const [name, values] of flags)
    for (const value of values) {
      const letter = Object.keys(short).find((each) => short[each] === name && each.length === 1);
      const shown = letter === undefined ? `--${name}` : `-${letter}, --${name}`;
      if (kinds[name] === 'number' && !/^[-+]?\d+$/.test(value))
        return `invalid argument "${value}" for "${shown}" flag: strconv.ParseInt: parsing "${value}": invalid syntax`;
      if (kinds[name] === 'duration' && durationProblem(value) !== undefined)
        return `invalid argument "${value}" for "${shown}" flag: ${durationProblem(value)}`;
      if (kinds[name] === 'switch' && !/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value))
        return `invalid argument "${value}" for "${shown}" flag: strconv.ParseBool: parsing "${value}": invalid syntax`;
    }
  return undefined;
}

export const flag = (args: Arguments, name: string): string | undefined => args.flags.get(name)?.at(-1);

export const isOn = (args: Arguments, name: string): boolean => {
  const value = flag(args, name);
  return value !== undefined && !/^(0|f|F|FALSE|false|False)$/.test(value);
};

/** All values of a list flag, commas taken apart. */
export const flagList = (args: Arguments, name: string): readonly string[] =>
  (args.flags.get(name) ?? []).flatMap((value) => value.split(','));
