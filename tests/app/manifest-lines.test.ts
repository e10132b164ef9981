import { describe, expect, it } from 'vitest';
import { takeApart } from '../../src/app/document-text.ts';
import { manifestLines } from '../../src/app/manifest-lines.ts';
import { catalog } from '../../src/scenario/catalog/index.ts';
import { refusedFields } from '../../src/story/refused-fields.ts';
import { storyOf } from '../story/story-of.ts';

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

const catalogFiles = (name: string) => takeApart(catalog.find((entry) => entry.name === name)?.text ?? '', name);

describe('what is not modelled', () => {
  it('stands at its line of the Pod', () => {
    expect(manifestLines([note('one', 'spec.containers[1].command')], { 'pod.yaml': pod })).toEqual([
      { file: 'pod.yaml', line: 11, says: 'It is not.' },
    ]);
  });

  it('stands at the container when the image brought the command', () => {
    expect(manifestLines([note('one', 'spec.containers[0].command')], { 'pod.yaml': pod })).toMatchObject([
      { line: 7 },
    ]);
  });

  it('stands once at the template, however many Pods were made from it', () => {
    const notes = ['web-5c-aaaaa', 'web-5c-bbbbb'].map((name) => note(name, 'spec.topologySpreadConstraints'));
    expect(manifestLines(notes, { 'all.yaml': `${pod}---\n${deployment}` })).toEqual([
      { file: 'all.yaml', line: 20, says: 'It is not.' },
    ]);
  });

  it('is left out where no file asks for it', () => {
    expect(manifestLines([note('other', 'spec.volumes')], { 'pod.yaml': pod, 'bad.yaml': ': [' })).toEqual([]);
  });
});

describe('what kube-apiserver refuses', () => {
  it('stands at the lines of the fields that it names', () => {
    const { index } = storyOf('invalid-manifest');
    const { files } = catalogFiles('invalid-manifest');
    const found = manifestLines(refusedFields(index), files);
    const text = (files['web.yaml'] ?? '').split('\n');
    expect(found.map(({ line, says }) => [text[line - 1]?.trim(), says])).toEqual([
      [
        expect.stringContaining('labels'),
        expect.stringMatching(
          /^spec\.template\.metadata\.labels: Invalid value: .*`selector` does not match template `labels`$/,
        ),
      ],
      [
        expect.stringContaining('80000'),
        'spec.template.spec.containers[0].ports[0].containerPort: Invalid value: 80000: must be between 1 and 65535, inclusive',
      ],
    ]);
  });

  it('and what is said of a whole object stands where it begins', () => {
    const notes = [{ about: 'statefulsets/default/db', says: 'It is only stored.' }];
    const text = '# a comment\nkind: StatefulSet\nmetadata: {name: db}\n';
    expect(manifestLines(notes, { 'db.yaml': text })).toEqual([
      { file: 'db.yaml', line: 2, says: 'It is only stored.' },
    ]);
  });
});
