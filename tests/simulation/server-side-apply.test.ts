import { describe, expect, it } from 'vitest';
import { runOfCommands } from './commands-run.ts';

const map = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: m }\ndata: ${data}\n`;
const files = { 'a.yaml': map('{ a: "1", b: "1" }'), 'b.yaml': map('{ a: "2" }'), 'c.yaml': map('{ b: "1" }') };

const dataOf = (trace: ReturnType<typeof runOfCommands>) =>
  (trace.writes.findLast(({ key }) => key === 'configmaps/default/m')?.object as { data?: object } | undefined)?.data;

describe('server-side apply', () => {
  it('makes what is not there', () => {
    const trace = runOfCommands({ files, actions: ['apply --server-side -f a.yaml'] });
    expect(trace.commands[0]?.stdout).toBe('configmap/m serverside-applied\n');
    expect(dataOf(trace)).toEqual({ a: '1', b: '1' });
  });
  it('names who owns what it would change, and changes nothing', () => {
    const trace = runOfCommands({ files, actions: ['apply -f a.yaml', 'apply --server-side -f b.yaml'] });
    const { stderr, code } = trace.commands[1] ?? {};
    expect(stderr?.split('\n')[0]).toBe(
      'error: Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using v1: .data.a',
    );
    expect(stderr?.split('\n').at(-2)).toBe(
      'See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts',
    );
    expect(code).toBe(1);
    expect(dataOf(trace)).toEqual({ a: '1', b: '1' });
  });
  it('takes the fields over when it is forced to, and leaves the others', () => {
    const trace = runOfCommands({
      files,
      actions: ['apply -f a.yaml', 'apply --server-side --force-conflicts -f b.yaml'],
    });
    expect(dataOf(trace)).toEqual({ a: '2', b: '1' });
  });
  it('drops what it owned alone and no longer says', () => {
    const trace = runOfCommands({ files, actions: ['apply --server-side -f a.yaml', 'apply --server-side -f c.yaml'] });
    expect(dataOf(trace)).toEqual({ b: '1' });
  });
  it('is no write when nothing changes', () => {
    const trace = runOfCommands({ files, actions: ['apply --server-side -f a.yaml', 'apply --server-side -f a.yaml'] });
    expect(trace.writes.filter(({ key }) => key === 'configmaps/default/m')).toHaveLength(1);
  });
  it('counts the conflicts with several managers, and names items of lists by their keys', () => {
    const deployment = (image: string, replicas: number) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: nginx, image: "${image}" }] }
`;
    const trace = runOfCommands({
      files: { 'a.yaml': deployment('nginx:1', 1), 'b.yaml': deployment('nginx:2', 3) },
      actions: ['create -f a.yaml', 'scale deployment web --replicas=2', 'apply --server-side -f b.yaml'],
    });
    expect(trace.commands[2]?.stderr.split('\nPlease')[0]).toBe(
      [
        'error: Apply failed with 2 conflicts: conflicts with "kubectl" with subresource "scale" using apps/v1:',
        '- .spec.replicas',
        'conflicts with "kubectl-create" using apps/v1:',
        '- .spec.template.spec.containers[name="nginx"].image',
      ].join('\n'),
    );
  });
});
