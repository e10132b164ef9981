import { describe, expect, it } from 'vitest';
import { configMapHash, secretHash } from '../../../../src/kubernetes/kubectl/commands/content-hash.ts';
import { kubectl } from '../answering.ts';

const refusal = (command: string, files = {}) => kubectl(command, [], undefined, files).stderr;

describe('kubectl create', () => {
  it('takes a key of a ConfigMap or a Secret once', () => {
    expect(refusal('create cm c --from-literal=a=b --from-literal=a=c')).toBe(
      'error: cannot add key "a", another key by that name already exists in Data for ConfigMap "c"\n',
    );
    expect(refusal('create secret generic s --from-literal=a=b --from-literal=a=c')).toBe(
      'error: cannot add key a, another key by that name already exists\n',
    );
  });
  it('reads files by their names, folders file by file, and says what it cannot read', () => {
    const files = { 'conf/a.txt': '1', 'conf/b.txt': '2', 'conf/deep/c.txt': '3' };
    const made = kubectl('create cm c --from-file=conf --dry-run=client -o jsonpath={.data}', [], undefined, files);
    expect(made.stdout).toBe('{"a.txt":"1","b.txt":"2"}');
    expect(refusal('create cm c --from-env-file=x')).toBe('error: error reading x: no such file or directory\n');
    expect(refusal('create cm c --from-literal=a/b=c')).toMatch(
      /^error: "a\/b" is not a valid key name for a ConfigMap: /,
    );
  });
  it('reads a file up to a document of no kind, and on after one of a kind that nobody serves', () => {
    const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
    const from = (between: string) =>
      kubectl('create -f m.yaml -f n.yaml', [], undefined, {
        'm.yaml': [map('a'), between, map('b')].join('---\n'),
        'n.yaml': map('c'),
      });
    expect(from('kind: ConfigMap\n')).toMatchObject({
      stdout: 'configmap/a created\nconfigmap/c created\n',
      stderr:
        'error: error validating "m.yaml": error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false\n',
    });
    expect(from('apiVersion: v1\nkind: Map\n').stdout).toBe(
      'configmap/a created\nconfigmap/b created\nconfigmap/c created\n',
    );
  });
  it('sends a kind in small letters to the server, which has none', () => {
    const files = { 'm.yaml': 'apiVersion: v1\nkind: pod\nmetadata: {name: a}\n' };
    expect(kubectl('create -f m.yaml', [], undefined, files).changes).toMatchObject([
      { path: expect.stringContaining('/pods'), body: { kind: 'pod' } },
    ]);
    expect(
      refusal('create -f m.yaml', { 'm.yaml': 'apiVersion: v1\nkind: configMap\nmetadata: {name: a}\n' }),
    ).toContain('no matches for kind "configMap" in version "v1"');
  });
  it('puts behind a name what stands for the content', () => {
    expect([configMapHash('', {}), configMapHash('', { one: '' })]).toEqual(['42745tchd9', '9g67k2htb6']);
    expect(secretHash('', 'my-type', {})).toBe('t75bgf6ctb');
  });
  it('refuses before it asks the server what it can see itself', () => {
    expect(refusal('create quota q --hard=pods')).toBe(
      'error: Invalid argument syntax pods, expected <resource>=<value>\n',
    );
    expect(refusal('create service clusterip s --tcp=x')).toBe(
      'error: strconv.ParseUint: parsing "x": invalid syntax\n',
    );
    expect(refusal('create rolebinding r --role=x --serviceaccount=bot')).toBe(
      'error: serviceaccount must be <namespace>:<name>\n',
    );
    expect(refusal('create secret docker-registry d')).toMatch(/^error: either --from-file or the combination of /);
    expect(refusal('run x --image=nginx --env=A')).toBe('error: invalid env: A\n');
    expect(refusal('run x --image=nginx --labels=a')).toBe('error: unexpected label spec: a\n');
  });
  it('warns of verbs that nobody knows', () => {
    expect(refusal('create role r --verb=get,foo --resource=pods --dry-run=client')).toBe(
      "Warning: 'foo' is not a standard resource verb\n",
    );
  });
  it('names in its usage the command below it, by its own name', () => {
    expect(refusal('create deploy x --foo')).toBe(
      "error: unknown flag: --foo\nSee 'kubectl create deployment --help' for usage.\n",
    );
    expect(refusal('create secret tls x --foo')).toContain("See 'kubectl create secret tls --help' for usage.");
  });
});

describe('flags that many commands have', () => {
  it('take a dry run of the client, of the server, or none', () => {
    expect(refusal('scale deploy/web --replicas=2 --dry-run=maybe')).toBe(
      'error: Invalid dry-run value (maybe). Must be "none", "server", or "client".\n',
    );
  });
  it('take durations as Go writes them', () => {
    const timeout = (text: string) => refusal(`wait pod/x --for=delete --timeout=${text}`).split('\n')[0];
    const head = (text: string) => `error: invalid argument "${text}" for "--timeout" flag:`;
    expect(timeout('5')).toBe(`${head('5')} time: missing unit in duration "5"`);
    expect(timeout('5x')).toBe(`${head('5x')} time: unknown unit "x" in duration "5x"`);
    expect(timeout('soon')).toBe(`${head('soon')} time: invalid duration "soon"`);
  });
  it('name a context, a cluster and a user that the kubeconfig has', () => {
    expect(refusal('get pods --context=prod')).toBe('error: context "prod" does not exist\n');
    expect(refusal('get pods --cluster=prod')).toBe('error: cluster "prod" does not exist\n');
    expect(refusal('get pods --user=prod')).toBe('error: auth info "prod" does not exist\n');
    expect(refusal('get pods --kubeconfig=/none')).toBe('error: stat /none: no such file or directory\n');
  });
});

describe('kubectl get', () => {
  it('watches one kind', () => {
    expect(refusal('get pods,svc -w')).toBe('error: you may only specify a single resource type\n');
  });
  it('reads a subresource of one object, not of a list', () => {
    expect(refusal('get pods --subresource=status')).toBe(
      'error: subresource cannot be used when bulk resources are specified\n',
    );
  });
  it('takes files or words', () => {
    expect(refusal('get -f x.yaml pods')).toContain('you may not specify resource arguments as well');
  });
  it('says nothing at all of what is not there and need not be', () => {
    const { stdout, stderr, code } = kubectl('get pod x --ignore-not-found -o yaml', []);
    expect({ stdout, stderr, code }).toEqual({ stdout: '', stderr: '', code: 0 });
  });
});
