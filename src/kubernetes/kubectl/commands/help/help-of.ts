import { byText } from '../../../api/fields.ts';
import type { FlagKinds } from '../../flags.ts';
import { helpTexts } from './help-texts.ts';

/** What a command takes, as far as its help tells. */
export interface Documented {
  readonly name: string;
  readonly flags: FlagKinds;
  readonly short?: Readonly<Record<string, string>>;
}

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `${title}:\n${lines.map((line) => `  ${line}`).join('\n')}\n\n`;

const kinds = {
  value: '=VALUE',
  number: '=NUMBER',
  duration: '=DURATION',
  list: '=[]',
  switch: '',
  optional: '',
} as const;

/** The help of one command in the order of kubectl's: sentence, examples, subcommands, options, usage. Source: v1.35 kubectl pkg/util/templates */
export function helpOf({ name, flags, short = {} }: Documented): string {
  const text = helpTexts[name];
  const usage = text?.usage ?? name;
  const letters: Readonly<Record<string, string>> = { ...usualLetters, ...short };
  const options = Object.keys(flags)
    .toSorted(byText)
    .map((flag) => {
      const letter = Object.keys(letters).find((each) => letters[each] === flag);
      return `${letter === undefined ? '    ' : `-${letter}, `}--${flag}${kinds[flags[flag] ?? 'value']}`;
    });
  const head = text === undefined ? '' : `${text.says}\n\n`;
  return `${head}${section(
    'Examples',
    (text?.examples ?? []).map((example) => `kubectl ${example}`),
  )}${section('Available Commands', text?.subcommands ?? [])}${section('Options', options)}Usage:\n  kubectl ${usage.startsWith(name) ? usage : `${name} ${usage}`}\n\nUse "kubectl options" for a list of global command-line options (applies to all commands).\n`;
}

const usualLetters: Readonly<Record<string, string>> = {
  A: 'all-namespaces',
  L: 'label-columns',
  R: 'recursive',
  c: 'container',
  e: 'env',
  f: 'filename',
  i: 'stdin',
  k: 'kustomize',
  l: 'selector',
  o: 'output',
  q: 'quiet',
  t: 'tty',
  w: 'watch',
};
