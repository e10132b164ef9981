import { expect, it } from 'vitest';
import { runOfCommands } from './commands-run.ts';

it('a subresource that a kind does not have is not found', () => {
  const trace = runOfCommands({
    actions: ['run a --image nginx', 'scale pod a --replicas 2', 'scale pod a --replicas 2 --as alice'],
  });
  expect(trace.commands.map(({ stderr }) => stderr).slice(1)).toEqual([
    'Error from server (NotFound): the server could not find the requested resource\n',
    'Error from server (Forbidden): pods "a" is forbidden: User "alice" cannot get resource "pods" in API group "" in the namespace "default"\n',
  ]);
});
