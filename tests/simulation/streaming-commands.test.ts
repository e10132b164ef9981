import { expect, it } from 'vitest';
import { runOfCommands } from './commands-run.ts';

const pod = (name: string, app: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, labels: { app: ${app} } }\nspec: { containers: [{ name: c, image: "nginx:1.27" }] }\n`;
const files = { 'a.yaml': pod('a', 'web'), 'b.yaml': pod('b', 'other') };

it('get -w prints a row for each event until the run ends, of what its selector picks alone', () => {
  const trace = runOfCommands({
    files,
    until: '20s',
    actions: ['get pods -w -l app=web', 'create -f a.yaml', 'create -f b.yaml'],
  });
  const watch = trace.commands.at(-1);
  expect(watch).toMatchObject({ interrupted: true, returnedAt: 20_000 });
  const rows = watch?.stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/\s+/).slice(0, 3).join(' '));
  expect(rows).toEqual([
    'NAME READY STATUS',
    'a 0/1 Pending',
    'a 0/1 Pending',
    'a 0/1 ContainerCreating',
    'a 1/1 Running',
  ]);
});

it('wait has no answer before its condition is met', () => {
  const trace = runOfCommands({ files, until: '3s', actions: ['create -f a.yaml', 'wait --for=delete pod/a'] });
  expect(trace.commands.map(({ command }) => command)).toEqual(['kubectl create -f a.yaml']);
});
