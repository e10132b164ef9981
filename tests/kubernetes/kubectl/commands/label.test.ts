import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../../../src/kubernetes/api/fields.ts';
import { jsonMergePatch } from '../../../../src/kubernetes/api/strategic-merge.ts';
import { kubectl, type Stored } from '../answering.ts';

const pod = (name: string, labels: Readonly<Record<string, string>>, annotations = {}): Stored => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', labels, ...{ annotations } },
});

const said = (command: string, objects: readonly Stored[] = [pod('web', { app: 'web' })]) => {
  const { stdout, stderr, code, changes } = kubectl(command, objects);
  return {
    text: stdout + stderr,
    code,
    body: changes[0] !== undefined && 'body' in changes[0] ? changes[0].body : undefined,
  };
};

describe('kubectl label', () => {
  it('sends what differs and says what it made of it', () => {
    expect(said('label pod web tier=a')).toEqual({
      text: 'pod/web labeled\n',
      code: 0,
      body: { metadata: { labels: { tier: 'a' } } },
    });
    expect(said('label pod web app-')).toMatchObject({
      text: 'pod/web unlabeled\n',
      body: { metadata: { labels: { app: null } } },
    });
    expect(said('label pod web app=web')).toMatchObject({ text: 'pod/web not labeled\n', body: {} });
    expect(said('label pod web nope-').text).toBe('label "nope" not found.\npod/web not labeled\n');
  });
  it('overwrites only when told to', () => {
    expect(said('label pod web app=other')).toMatchObject({
      text: "error: 'app' already has a value (web), and --overwrite is false\n",
      code: 1,
      body: undefined,
    });
    expect(said('label pod web app=other --overwrite').text).toBe('pod/web labeled\n');
  });
  it('lists, dry-runs and goes through selectors', () => {
    const two = [pod('a', { app: 'x' }), pod('b', { app: 'y' })];
    expect(said('label pod web --list').text).toBe('app=web\n');
    expect(said('label pods --all --list', two).text).toBe(
      'Listing labels for Pod./a:\n app=x\nListing labels for Pod./b:\n app=y\n',
    );
    expect(said('label pods -l app=y tier=1', two).text).toBe('pod/b labeled\n');
    expect(said('label pod web t=1 --dry-run=client')).toMatchObject({
      text: 'pod/web labeled (dry run)\n',
      body: undefined,
    });
  });
  it('refuses words that make no sense', () => {
    const problems = {
      'label pod web': 'at least one label update is required',
      'label a=b': 'one or more resources must be specified as <resource> <name> or <resource>/<name>',
      'label pod web a=b c': 'all resources must be specified before label changes: c',
      'label pod web a=b a-': 'can not both modify and remove a label in the same command',
      'label pod web a=b=c': 'invalid label spec: a=b=c',
      'label pods --all -l x=y a=b': 'cannot set --all and --selector at the same time',
      'label pods a=b': 'resource(s) were provided, but no name was specified',
    };
    for (const [command, problem] of Object.entries(problems)) expect(said(command).text).toBe(`error: ${problem}\n`);
  });
  it('leaves the labels as they were when what was set is taken away again', () => {
    const key = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(fc.dictionary(key, key), key, key, (labels, name, value) => {
        fc.pre(labels[name] === undefined);
        const before = pod('web', labels);
        const set = jsonMergePatch(before, said(`label pod web ${name}=${value}`, [before]).body) as Stored;
        expect(fieldsOf(set.metadata.labels)[name]).toBe(value);
        expect(jsonMergePatch(set, said(`label pod web ${name}-`, [set]).body)).toEqual(before);
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe('kubectl annotate', () => {
  it('always says annotated, and overwrites the cause of a change unasked', () => {
    const web = [pod('web', {}, { note: 'a', 'kubernetes.io/change-cause': 'old' })];
    expect(said('annotate pod web note=a', web).text).toBe('pod/web annotated\n');
    expect(said('annotate pod web kubernetes.io/change-cause=new', web).text).toBe('pod/web annotated\n');
    expect(said('annotate pod web note=b', web).text).toBe(
      "error: --overwrite is false but found the following declared annotation(s): 'note' already has a value (a)\n",
    );
  });
});
