/** What a command's flags take: a value, a list of values (repeated or with commas), or nothing. */
export type FlagKinds = Readonly<Record<string, 'value' | 'list' | 'switch' | 'optional'>>;

export interface Arguments {
  readonly command: string;
  /** Words that are neither flags nor behind `--`. */
  readonly words: readonly string[];
  /** What stands behind `--`; undefined without one. */
  readonly behind: readonly string[] | undefined;
  readonly flags: ReadonlyMap<string, readonly string[]>;
}

const everywhere: FlagKinds = {
  namespace: 'value',
  user: 'value',
  context: 'value',
  cluster: 'value',
  kubeconfig: 'value',
  'request-timeout': 'value',
  as: 'value',
  'as-group': 'list',
  v: 'value',
  help: 'switch',
};

const shortNames: Readonly<Record<string, string>> = {
  n: 'namespace',
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

/** Long flags with `=` or a following word, short ones together or with their value. Source: spf13/pflag */
export function parseFlags(
  command: string,
  given: readonly string[],
  own: FlagKinds,
  ownShort: Readonly<Record<string, string>> = {},
): Parsed {
  const kinds: FlagKinds = { ...everywhere, ...own };
  const short: Readonly<Record<string, string>> = { ...shortNames, ...ownShort };
  const flags = new Map<string, string[]>();
  const words: string[] = [];
  const set = (name: string, value: string) => flags.set(name, [...(flags.get(name) ?? []), value]);
  const usage = `See 'kubectl ${command} --help' for usage.`;
  for (let i = 0; i < given.length; i++) {
    const word = given[i] ?? '';
    if (word === '--') return { command, words, behind: given.slice(i + 1), flags };
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
  return { command, words, behind: undefined, flags };
}

export const flag = (args: Arguments, name: string): string | undefined => args.flags.get(name)?.at(-1);

export const isOn = (args: Arguments, name: string): boolean => {
  const value = flag(args, name);
  return value !== undefined && value !== 'false' && value !== '0';
};

/** All values of a list flag, commas taken apart. */
export const flagList = (args: Arguments, name: string): readonly string[] =>
  (args.flags.get(name) ?? []).flatMap((value) => value.split(','));
