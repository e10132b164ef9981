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

it('what the kubelet does nothing about is said where it is asked for', () => {
  const cpu = (amount: string) => ({ requests: { cpu: amount } });
  const patch = { spec: { containers: [{ name: 'a', resources: cpu('2m') }] } };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'a', image: 'nginx', resources: cpu('1m') }] },
  };
  const trace = runOfCommands({
    files: { 'a.yaml': JSON.stringify(pod) },
    actions: ['create -f a.yaml', `patch pod a --subresource resize -p '${JSON.stringify(patch)}'`],
  });
  expect(trace.notModelled.map(({ about, says }) => `${about}: ${says}`)).toContain(
    'pods/default/a: the new resources are only stored; the kubelet does not resize the running containers here',
  );
});
