import { byText } from '../../api/fields.ts';
import type { KubectlContext } from '../context.ts';
import type { Arguments } from '../flags.ts';

/** A key, its value and what says so. */
type Entry = readonly [string, string];

/**
 * The data of `--from-literal`, `--from-file` and `--from-env-file`, together; or what is wrong with them.
 * Source: v1.35 kubectl pkg/cmd/create/{create_configmap,create_secret}.go
 */
export function dataOf(
  kind: 'ConfigMap' | 'Secret',
  name: string,
  args: Arguments,
  { files }: KubectlContext,
): Readonly<Record<string, string>> | string {
  if (args.flags.has('from-env-file') && (args.flags.has('from-file') || args.flags.has('from-literal')))
    return 'from-env-file cannot be combined with from-file or from-literal';
  const data = new Map<string, string>();
  const sources = [
    ...(args.flags.get('from-file') ?? []).map((source) => fromFile(source, files)),
    ...(args.flags.get('from-literal') ?? []).map(fromLiteral),
    ...(args.flags.get('from-env-file') ?? []).map((source) => fromEnvironment(source, files)),
  ];
  for (const entries of sources) {
    if (typeof entries === 'string') return entries;
    for (const [key, value] of entries) {
      const problem = keyProblem(kind, key) ?? (data.has(key) ? taken(kind, name, key) : undefined);
      if (problem !== undefined) return problem;
      data.set(key, value);
    }
  }
  return Object.fromEntries([...data].sort(([a], [b]) => byText(a, b)));
}

const taken = (kind: 'ConfigMap' | 'Secret', name: string, key: string): string =>
  kind === 'ConfigMap'
    ? `cannot add key "${key}", another key by that name already exists in Data for ConfigMap "${name}"`
    : `cannot add key ${key}, another key by that name already exists`;

/** Source: v1.35 apimachinery pkg/util/validation IsConfigMapKey */
function keyProblem(kind: 'ConfigMap' | 'Secret', key: string): string | undefined {
  const problems = [
    ...(key.length > 253 ? ['must be no more than 253 characters'] : []),
    ...(/^[-._a-zA-Z0-9]+$/.test(key)
      ? []
      : [
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
        ]),
    ...(key === '.' ? ["must not be '.'"] : key === '..' ? ["must not be '..'"] : []),
    ...(key.startsWith('..') && key !== '..' ? ["must not start with '..'"] : []),
  ];
  if (problems.length === 0) return undefined;
  return kind === 'ConfigMap'
    ? `"${key}" is not a valid key name for a ConfigMap: ${problems.join(',')}`
    : `"${key}" is not valid key name for a Secret ${problems.join(';')}`;
}

function fromLiteral(pair: string): readonly Entry[] | string {
  const equals = pair.indexOf('=');
  if (equals < 1) return `invalid literal source ${pair}, expected key=value`;
  return [[pair.slice(0, equals), pair.slice(equals + 1).replace(/^(['"])(.*)\1$/, '$2')]];
}

/** `path`, `key=path`, or a folder, whose files are taken by their names. */
function fromFile(source: string, files: KubectlContext['files']): readonly Entry[] | string {
  const [first = '', second, ...more] = source.split('=');
  if (more.length > 0) return "key names or file paths cannot contain '='";
  if (second !== undefined && first === '') return `key name for file path ${second} missing`;
  if (second === '') return `file path for key name ${first} missing`;
  const path = (second ?? first).replace(/^\.\//, '');
  const text = files[path];
  if (text !== undefined) return [[second === undefined ? (path.split('/').at(-1) ?? path) : first, text]];
  const folder = path === '.' ? '' : `${path.replace(/\/$/, '')}/`;
  const inside = Object.keys(files).filter(
    (file) => file.startsWith(folder) && !file.slice(folder.length).includes('/'),
  );
  if (inside.length === 0) return `error reading ${second ?? first}: no such file or directory`;
  if (second !== undefined) return 'cannot give a key name for a directory path';
  return inside.sort(byText).map((file) => [file.slice(folder.length), files[file] ?? ''] as const);
}

/** Lines of `KEY=value`; those that begin with `#` are comments. Source: v1.35 kubectl pkg/cmd/util/env_file.go */
function fromEnvironment(path: string, files: KubectlContext['files']): readonly Entry[] | string {
  const text = files[path];
  if (text === undefined) return `error reading ${path}: no such file or directory`;
  return text
    .split('\n')
    .map((line) => line.trimStart())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const equals = line.indexOf('=');
      return equals < 0 ? ([line, ''] as const) : ([line.slice(0, equals), line.slice(equals + 1)] as const);
    });
}
