import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf, textOf } from '../../api/fields.ts';
import { type Resource, resourcePath } from '../../api/resources.ts';
import type { Manifest } from '../../api/types.ts';
import { ask, type KubectlContext, success } from '../context.ts';
import { type Arguments, flag } from '../flags.ts';
import { errorOf, plain, type Report } from '../report.ts';
import { printedName } from '../selection.ts';

/** How strictly the server shall read: `--validate`. */
export function fieldValidation(args: Arguments): string {
  const wanted = flag(args, 'validate') ?? 'strict';
  if (wanted === 'false' || wanted === 'ignore') return 'Ignore';
  return wanted === 'warn' ? 'Warn' : 'Strict';
}

export const isServerDryRun = (args: Arguments): boolean => flag(args, 'dry-run') === 'server';
export const isClientDryRun = (args: Arguments): boolean => ['client', ''].includes(flag(args, 'dry-run') ?? 'none');

/** How the subcommands of create begin a refusal; the others tell it as it is. Source: v1.35 kubectl pkg/cmd/create/create_*.go */
const failures: Readonly<Record<string, string>> = {
  Deployment: 'deployment: ',
  ConfigMap: 'configmap: ',
  Secret: 'secret ',
  Service: 'service: ',
  ServiceAccount: 'serviceaccount: ',
  RoleBinding: 'rolebinding: ',
  ClusterRoleBinding: 'clusterrolebinding: ',
  ResourceQuota: 'quota: ',
  PodDisruptionBudget: 'poddisruptionbudgets: ',
  PriorityClass: 'priorityclass: ',
  Job: 'job: ',
  CronJob: 'cronjob: ',
  Ingress: 'ingress: ',
};

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
    const failure = source === undefined && manager === 'kubectl-create' ? failures[resource.kind] : undefined;
    const error = errorOf(answer, source === undefined ? undefined : `error when creating "${source}"`);
    report.fail(
      failure !== undefined && error.kind === 'status'
        ? plain(
            `failed to create ${failure === 'service: ' ? `${textOf(at(manifest, 'spec', 'type'))} ` : ''}${failure}${error.status.message}`,
          )
        : error,
    );
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
  else context.printObjects(report, args, [{ resource, objects: [object] }], true, context.now());
}
