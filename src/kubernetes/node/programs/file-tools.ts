import type { Command, Surroundings } from './process.ts';

const operands = (args: readonly string[]): readonly string[] => args.filter((arg) => !arg.startsWith('-'));

const touch: Command = (args, { files }) => {
  for (const path of operands(args)) files.write(path, files.read(path) ?? '');
  return 0;
};

const remove: Command = (args, { files, printError }) => {
  const force = args.some((arg) => /^-[a-z]*f/.test(arg));
  let code = 0;
  for (const path of operands(args)) {
    if (files.remove(path) || force) continue;
    printError(`rm: can't remove '${path}': No such file or directory\n`);
    code = 1;
  }
  return code;
};

/** Into a folder a file goes under its own name. */
const target = ({ files }: Surroundings, from: string, to: string): string =>
  to.endsWith('/') || (files.read(to) === undefined && files.list(to) !== undefined)
    ? `${to.replace(/\/$/, '')}/${from.slice(from.lastIndexOf('/') + 1)}`
    : to;

function copy(name: string, args: readonly string[], around: Surroundings): number {
  const paths = operands(args);
  const to = paths.at(-1) ?? '';
  let code = 0;
  for (const from of paths.slice(0, -1)) {
    const text = around.files.read(from);
    if (text === undefined) {
      around.printError(`${name}: can't ${name === 'mv' ? 'rename' : 'stat'} '${from}': No such file or directory\n`);
      code = 1;
      continue;
    }
    around.files.write(target(around, from, to), text);
    if (name === 'mv') around.files.remove(from);
  }
  return code;
}

/** Names of a mounted volume. What the image itself holds nobody knows here, and that is said. */
const list: Command = (args, around) => {
  const paths = operands(args);
  for (const path of paths.length === 0 ? ['/'] : paths) {
    const names = around.files.list(path);
    if (names !== undefined) for (const name of names) around.print(`${name}\n`);
    else if (around.files.read(path) !== undefined) around.print(`${path}\n`);
    else around.notModelled(`the files of the image in ${path}`);
  }
  if (args.some((arg) => /^-.*l/.test(arg)))
    around.notModelled('owners, sizes and times of files: names alone are listed');
  return 0;
};

/** What programs do with files as wholes. */
export const fileTools: Readonly<Record<string, Command>> = {
  touch,
  rm: remove,
  cp: (args, around) => copy('cp', args, around),
  mv: (args, around) => copy('mv', args, around),
  ls: list,
  mkdir: () => 0,
  chmod: () => 0,
  chown: () => 0,
  sync: () => 0,
  basename: ([path = ''], { print }) => {
    print(`${path.slice(path.lastIndexOf('/') + 1)}\n`);
    return 0;
  },
  dirname: ([path = ''], { print }) => {
    print(`${path.slice(0, path.lastIndexOf('/')) || (path.startsWith('/') ? '/' : '.')}\n`);
    return 0;
  },
};
