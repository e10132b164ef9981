import { describe, expect, it } from 'vitest';
import { notModelledLines } from '../../src/app/not-modelled-lines.ts';

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: one
spec:
  containers:
  - name: first
    image: nginx
  - name: second
    image: busybox
    command: [awk, '1']
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      topologySpreadConstraints:
      - maxSkew: 1
`;

const note = (name: string, path: string) => ({ about: `pods/default/${name}`, path, says: 'It is not.', at: 5 });

describe('what is not modelled', () => {
  it('stands at its line of the Pod', () => {
    expect(notModelledLines([note('one', 'spec.containers[1].command')], { 'pod.yaml': pod })).toEqual([
      { file: 'pod.yaml', line: 11, says: 'It is not.' },
    ]);
  });

  it('stands at the container when the image brought the command', () => {
    expect(notModelledLines([note('one', 'spec.containers[0].command')], { 'pod.yaml': pod })).toMatchObject([
      { line: 7 },
    ]);
  });

  it('stands once at the template, however many Pods were made from it', () => {
    const notes = ['web-5c-aaaaa', 'web-5c-bbbbb'].map((name) => note(name, 'spec.topologySpreadConstraints'));
    expect(notModelledLines(notes, { 'all.yaml': `${pod}---\n${deployment}` })).toEqual([
      { file: 'all.yaml', line: 20, says: 'It is not.' },
    ]);
  });

  it('is left out where no file asks for it', () => {
    expect(notModelledLines([note('other', 'spec.volumes')], { 'pod.yaml': pod, 'bad.yaml': ': [' })).toEqual([]);
  });
});
