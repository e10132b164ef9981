import { expect, it } from 'vitest';
import { runOfCommands } from '../../simulation/commands-run.ts';

const pod = (spec: object) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a' },
    spec: { containers: [{ name: 'c', image: 'nginx' }], ...spec },
  });
const deployment = (container: object) =>
  JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'c', image: 'nginx', ...container }] },
      },
    },
  });

it.each<[string, string, string]>([
  ['an unknown field', pod({ foo: 1 }), 'default/a; /v1, Kind=Pod): .spec.foo: field not declared in schema'],
  [
    'an unknown field of an item',
    deployment({ port: 80 }),
    'default/web; apps/v1, Kind=Deployment): .spec.template.spec.containers[name="c"].port: field not declared in schema',
  ],
  [
    'a number where a text belongs',
    pod({ nodeSelector: { zone: 1 } }),
    'default/a; /v1, Kind=Pod): .spec.nodeSelector.zone: expected string, got &value.valueUnstructured{Value:1}',
  ],
  [
    'a text where a number belongs',
    pod({ terminationGracePeriodSeconds: 'long' }),
    'default/a; /v1, Kind=Pod): .spec.terminationGracePeriodSeconds: expected numeric (int or float), got string',
  ],
  [
    'two ports alike',
    deployment({ ports: [{ containerPort: 80 }, { containerPort: 80 }] }),
    'default/web; apps/v1, Kind=Deployment): .spec.template.spec.containers[name="c"].ports: duplicate entries for key [containerPort=80,protocol="TCP"]',
  ],
  [
    'several of them',
    pod({ foo: 1, bar: 2 }),
    'default/a; /v1, Kind=Pod): errors:\n  .spec.bar: field not declared in schema\n  .spec.foo: field not declared in schema',
  ],
])('server-side apply cannot type an object with %s', (_what, file, says) => {
  const trace = runOfCommands({ files: { 'a.yaml': file }, actions: ['apply --server-side -f a.yaml'] });
  expect(trace.commands[0]).toMatchObject({
    stdout: '',
    stderr: `Error from server: failed to create typed patch object (${says}\n`,
    code: 1,
  });
});
