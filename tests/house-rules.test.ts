import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const pure = ['src/kubernetes', 'src/simulation', 'src/trace', 'src/scenario', 'src/story'];

const banned = [
  { words: 'Math.random', instead: 'diceFor(seed, address)', because: 'a link gives everybody the same run' },
  { words: 'Date.now', instead: 'the virtual time of the port', because: 'a trace knows no wall clock' },
  { words: 'new Date()', instead: 'the virtual time of the port', because: 'a trace knows no wall clock' },
  {
    words: 'localeCompare',
    instead: 'a comparison by < and >',
    because: 'the order must not depend on the language of the machine',
  },
  {
    words: 'toLocale',
    instead: 'a format of our own',
    because: 'the text must not depend on the language of the machine',
  },
  { words: 'performance.now', instead: 'the virtual time of the port', because: 'a trace knows no wall clock' },
];

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return /\.tsx?$/.test(path) && !/\.(node|generated)\.ts$/.test(path) ? [path] : [];
  });
}

describe('left of the views', () => {
  const sources = pure.flatMap(filesIn).map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  for (const { words, instead, because } of banned) {
    it(`nobody writes ${words} but ${instead}: ${because}`, () => {
      expect(sources.filter(({ text }) => text.includes(words)).map(({ path }) => path)).toEqual([]);
    });
  }
});

describe('a file', () => {
  it('fits its thought: none has more than 400 lines', () => {
    const long = filesIn('src').filter((path) => readFileSync(path, 'utf8').split('\n').length > 400);
    expect(long).toEqual([]);
  });
});

describe('the guard over the imports', () => {
  const cruise = (folder: string) =>
    spawnSync(
      process.execPath,
      [
        resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        '.dependency-cruiser.cjs',
        'src',
      ],
      { cwd: folder, encoding: 'utf8' },
    );

  const planted = (files: Readonly<Record<string, string>>) => {
    const folder = mkdtempSync(join(tmpdir(), 'planted-'));
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json']) cpSync(name, join(folder, name));
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return cruise(folder);
  };

  it('is awake: it refuses a rule of Kubernetes that imports a view', () => {
    const { status, stdout } = planted({
      'src/views/view.ts': 'export const view = 1;\n',
      'src/kubernetes/rule.ts': "import { view } from '../views/view.ts';\nexport const rule: number = view;\n",
    });
    expect(status).not.toBe(0);
    expect(stdout).toContain('kubernetes-stays-in-its-place');
  });

  it('refuses two files that import each other', () => {
    const { status, stdout } = planted({
      'src/kubernetes/hen.ts': "import { egg } from './egg.ts';\nexport const hen = (): unknown => egg;\n",
      'src/kubernetes/egg.ts': "import { hen } from './hen.ts';\nexport const egg = (): unknown => hen;\n",
    });
    expect(status).not.toBe(0);
    expect(stdout).toContain('no-cycles');
  });
});
