import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf, textOf } from '../../api/fields.ts';
import { type Resource, resourcePath } from '../../api/resources.ts';
import type { Manifest } from '../../api/types.ts';
import { ask, askForSchema, type Command, type KubectlContext, success } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { withLastApplied } from '../last-applied.ts';
import { readManifests } from '../manifests.ts';
import { printObjects } from '../output.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { printedName } from '../selection.ts';
import { createByName } from './create-by-name.ts';

/** Source: v1.35 kubectl pkg/cmd/create/create.go RunCreate */
export const create: Command = {
  name: 'create',
  flags: {
    filename: 'list',
    output: 'value',
    'dry-run': 'optional',
    validate: 'optional',
    'save-config': 'switch',
    'field-manager': 'value',
    recursive: 'switch',
    selector: 'value',
    image: 'list',
    replicas: 'value',
    port: 'value',
    'from-literal': 'list',
    'from-file': 'list',
    'from-env-file': 'list',
    type: 'value',
    value: 'value',
    'global-default': 'optional',
    description: 'value',
    'preemption-policy': 'value',
    hard: 'value',
    scopes: 'value',
    schedule: 'value',
    from: 'value',
    restart: 'value',
    tcp: 'list',
    clusterip: 'value',
    'node-port': 'value',
    'external-name': 'value',
    verb: 'list',
    resource: 'list',
    'resource-name': 'list',
    role: 'value',
    clusterrole: 'value',
    serviceaccount: 'list',
    group: 'list',
    user: 'list',
    'min-available': 'value',
    'max-unavailable': 'value',
    cert: 'value',
    key: 'value',
    'docker-server': 'value',
    'docker-username': 'value',
    'docker-password': 'value',
    'docker-email': 'value',
  },
  run: function* (args, context): Calls<Outcome> {
    if (!args.flags.has('filename')) return yield* createByName(args, context);
    const report = new Report();
    let asked = false;
    for (const read of readManifests(args, context)) {
      if (
        !asked &&
        !('error' in read && !/error validating|unable to decode|resource mapping/.test(messageOf(read.error)))
      ) {
        const answer = yield* askForSchema();
        asked = true;
        if (answer.code === 0) {
          report.fail(errorOf(answer));
          break;
        }
      }
      if ('error' in read) {
        report.fail(read.error);
        continue;
      }
      const manifest = isOn(args, 'save-config') ? withLastApplied(read.manifest) : read.manifest;
      yield* post(report, args, context, read.resource, read.namespace, manifest, read.source);
    }
    return report.outcome();
  },
};

const messageOf = (error: { readonly kind: string; readonly message?: string }) => error.message ?? '';

/** How strictly the server shall read: `--validate`. */
export function fieldValidation(args: Arguments): string {
  const wanted = flag(args, 'validate') ?? 'strict';
  if (wanted === 'false' || wanted === 'ignore') return 'Ignore';
  return wanted === 'warn' ? 'Warn' : 'Strict';
}

export const isServerDryRun = (args: Arguments): boolean => flag(args, 'dry-run') === 'server';
export const isClientDryRun = (args: Arguments): boolean =>
  ['client', '', 'true'].includes(flag(args, 'dry-run') ?? 'none');

/** Sends one object and says what came of it. */
export function* post(
  report: Report,
  args: Arguments,
  context: KubectlContext,
  resource: Resource,
  namespace: string,
  manifest: Manifest,
  source: string | undefined,
  manager = 'kubectl-create',
  word = 'created',
): Calls<Manifest | undefined> {
  if (isClientDryRun(args)) {
    say(report, args, context, resource, manifest, `${word} (dry run)`);
    return manifest;
  }
  const query = [
    ...(isServerDryRun(args) ? ['dryRun=All'] : []),
    `fieldManager=${manager}`,
    ...(manager === 'kubectl-run' || manager === 'kubectl-expose' ? [] : [`fieldValidation=${fieldValidation(args)}`]),
  ];
  const answer = yield* ask({
    verb: 'create',
    path: `${resourcePath(resource, namespace)}?${query.join('&')}`,
    body: manifest,
    contentType: 'application/json',
  });
  if (!success(answer)) {
    const prefix =
      source === undefined
        ? manager === 'kubectl-create'
          ? `failed to create ${resource.singular}`
          : undefined
        : `error when creating "${source}"`;
    report.fail(errorOf(answer, prefix));
    return undefined;
  }
  const created = fieldsOf(answer.body) as unknown as Manifest;
  say(report, args, context, resource, created, isServerDryRun(args) ? `${word} (server dry run)` : word);
  return created;
}

/** `pod/nginx created`, or the object as `-o` wants it. */
export function say(
  report: Report,
  args: Arguments,
  context: KubectlContext,
  resource: Resource,
  object: Manifest,
  word: string,
): void {
  const format = flag(args, 'output') ?? '';
  const name = textOf(at(object, 'metadata', 'name')) || textOf(at(object, 'metadata', 'generateName'));
  if (format === 'name') report.print(printedName(resource, name));
  else if (format === '') report.print(`${printedName(resource, name)} ${word}`);
  else printObjects(report, args, [{ resource, objects: [object] }], true, context.now());
}

export const missingFiles = () => plain('must specify one of -f and -k');
