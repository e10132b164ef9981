/** What was typed after `podscope run`. */
export interface RunArguments {
  /** Paths in the order given; `-` is standard input. */
  readonly files: readonly string[];
  readonly until?: string;
  readonly seed?: string;
  readonly nodes?: string;
  readonly cluster?: string;
  readonly apply: boolean;
  readonly actions: readonly string[];
  readonly output: string;
}

const withValue = ['--until', '--seed', '--nodes', '--cluster', '--action', '--output'] as const;

/** Reads the words after `run`; a text is what is wrong with them. */
export function readArguments(words: readonly string[]): RunArguments | string {
  const files: string[] = [];
  const actions: string[] = [];
  const single = new Map<string, string>();
  let apply = false;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const [name = '', inline] = word.startsWith('--') && word.includes('=') ? splitOnce(word) : [word, undefined];
    if (name === '--apply') apply = true;
    else if ((withValue as readonly string[]).includes(name)) {
      if (inline === undefined) i += 1;
      const value = inline ?? words[i];
      if (value === undefined) return `${name} needs a value`;
      if (name === '--action') actions.push(value);
      else single.set(name, value);
    } else if (name.startsWith('-') && name !== '-') return `there is no option ${name}`;
    else files.push(word);
  }
  if (files.length === 0) return 'no file given';
  const get = (name: string): string | undefined => single.get(name);
  if (single.has('--nodes') && single.has('--cluster')) return 'of --nodes and --cluster only one may be given';
  return {
    files,
    apply,
    actions,
    output: get('--output') ?? 'transcript',
    ...optional('until', get('--until')),
    ...optional('seed', get('--seed')),
    ...optional('nodes', get('--nodes')),
    ...optional('cluster', get('--cluster')),
  };
}

const splitOnce = (word: string): readonly [string, string] => [
  word.slice(0, word.indexOf('=')),
  word.slice(word.indexOf('=') + 1),
];

const optional = <K extends string>(name: K, value: string | undefined): { readonly [P in K]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: string };
