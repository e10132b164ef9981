import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the files of a test are. */
export const folder = mkdtempSync(join(tmpdir(), 'podscope-'));
export const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** The command line as a person calls it. */
export function podscope(...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { stdout, stderr, code: status };
}

export const nginx = file(
  'nginx.yaml',
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: nginx\n  labels:\n    app: nginx\nspec:\n  containers:\n  - name: nginx\n    image: nginx:1.14.2\n    ports:\n    - containerPort: 80\n',
);

export const lines = (text: string): readonly Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** A small scenario whose only action asks for Pods. */
export const scenario = (name: string, actions = '{ at: 0s, kubectl: get pods }'): string =>
  file(
    `${name}.yaml`,
    `apiVersion: podscope.dev/v1\nkind: Scenario\nmetadata: { name: ${name} }\nspec:\n  until: 1s\n  actions:\n    - ${actions}\n`,
  );
