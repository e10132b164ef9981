import { expect, it } from 'vitest';
import { runOfCommands } from './commands-run.ts';

const outputs = (...actions: readonly string[]) =>
  runOfCommands({ actions }).commands.map(({ stdout, stderr, code }) => ({ said: stdout + stderr, code }));

it('a list that the server cuts into chunks is printed whole', () => {
  const [whole, chunked, described] = outputs(
    'get namespaces -o name',
    'get namespaces -o name --chunk-size=1',
    'describe namespaces --chunk-size=1',
  );
  expect(whole?.said.trimEnd().split('\n')).toHaveLength(4);
  expect(chunked).toEqual(whole);
  expect(described?.said.match(/^Name:/gm)).toHaveLength(4);
});

it('there is no scale below a Pod or a DaemonSet: the server knows no such path', () => {
  const unknown = 'Error from server (NotFound): the server could not find the requested resource\n';
  const [, scaled, read] = outputs(
    'run web --image=nginx',
    'scale pod web --replicas=2',
    'get pod web --subresource=scale',
  );
  expect([scaled, read]).toEqual([
    { said: unknown, code: 1 },
    { said: unknown, code: 1 },
  ]);
});

it('a JSON patch that cannot be applied is refused without a reason', () => {
  const [, replaced, listed] = outputs(
    'create configmap c',
    `patch configmap c --type=json -p '[{"op":"replace","path":"/data/x","value":"1"}]'`,
    `patch configmap c --type=merge -p '[1]'`,
  );
  expect(replaced?.said).toBe(
    'The request is invalid: the server rejected our request due to an error in our request\n',
  );
  expect(listed?.said).toBe(
    'Error from server (BadRequest): error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}\n',
  );
});

it('a patch that is no YAML is refused by kubectl in the words of its library', () => {
  const [, patched] = outputs('create configmap c', "patch configmap c -p '{bad'");
  expect(patched?.said).toBe(`error: unable to parse "{bad": yaml: line 1: did not find expected ',' or '}'\n`);
});

it('a watch that cannot print says so once and ends', () => {
  const { commands } = runOfCommands({
    actions: ['get pods -w -o nonsense', 'run a --image=nginx', 'run b --image=nginx'],
    until: '20s',
  });
  const watch = commands.find(({ command }) => command.includes('nonsense'));
  expect(watch?.code).toBe(1);
  expect(watch?.stderr.match(/unable to match a printer/g)).toHaveLength(1);
});

it('a node may be called by its kind and name', () => {
  const [cordoned, drained] = outputs('cordon node/worker-1 no/worker-2', 'drain node/worker-1');
  expect(cordoned?.said).toBe('node/worker-1 cordoned\nnode/worker-2 cordoned\n');
  expect(drained?.said).toBe('node/worker-1 already cordoned\nnode/worker-1 drained\n');
});

it('an empty name is no name', () => {
  const empty = { said: 'error: resource name may not be empty\n', code: 1 };
  expect(outputs('get pods ""', 'delete pod ""')).toEqual([empty, empty]);
});

it.each(['rollout', 'set', 'top', 'config', 'auth', 'certificate', 'create secret'])(
  '%s refuses a subcommand that it does not have',
  (command) => {
    expect(outputs(`${command} foo bar`)).toEqual([
      { said: `error: unknown command "foo bar"\nSee 'kubectl ${command} -h' for help and examples\n`, code: 1 },
    ]);
  },
);

it('the API server says that it is well', () => {
  expect(outputs('get --raw /readyz', 'get --raw /healthz').map(({ said }) => said)).toEqual(['ok', 'ok']);
});

it('a patched object is read as its kind again: types count, and fields that nobody knows are told and dropped', () => {
  const [, typed, unknown, stored] = outputs(
    'create deployment web --image=nginx',
    `patch deploy web -p '{"spec":{"replicas":"x"}}'`,
    `patch deploy web -p '{"spec":{"replicaz":3}}'`,
    'get deploy web -o jsonpath={.spec.replicas}{.spec.replicaz}',
  );
  expect(typed?.said).toBe(
    'The request is invalid: patch: Invalid value: "map[spec:map[replicas:x]]": unrecognized type: int32\n',
  );
  expect(unknown?.said).toBe('deployment.apps/web patched (no change)\nWarning: unknown field "spec.replicaz"\n');
  expect(stored?.said).toBe('1');
});

it('a patch names the object that it patches, as it was read', () => {
  const [, renamed, uid, version] = outputs(
    'create configmap c',
    `patch configmap c -p '{"metadata":{"name":"d"}}'`,
    `patch configmap c -p '{"metadata":{"uid":"1"}}'`,
    'label configmap c a=b --resource-version=1',
  );
  expect(renamed?.said).toBe(
    'Error from server (BadRequest): the name of the object (d) does not match the name on the URL (c)\n',
  );
  expect(uid?.said).toBe('The ConfigMap "c" is invalid: metadata.uid: Invalid value: "1": field is immutable\n');
  expect(version?.said).toBe(
    'Error from server (Conflict): Operation cannot be fulfilled on configmaps "c": the object has been modified; please apply your changes to the latest version and try again\n',
  );
});

it('a scale is patched as an object of its own', () => {
  const [, patched, replicas] = outputs(
    'create deployment web --image=nginx',
    `patch deploy web --subresource=scale --type=json -p '[{"op":"replace","path":"/spec/replicas","value":2}]'`,
    'get deploy web -o jsonpath={.spec.replicas}',
  );
  expect([patched?.code, replicas?.said]).toEqual([0, '2']);
});

it('an empty namespace is the default one, and an empty file name is no folder', () => {
  const [, pods, applied] = outputs('run web --image=nginx', 'get pods -o name --namespace=', 'apply -f ""');
  expect(pods?.said).toBe('pod/web\n');
  expect(applied?.said).toBe('error: the path "" does not exist\n');
});
