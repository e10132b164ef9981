import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf, textOf } from '../../api/fields.ts';
import { resourcePath } from '../../api/resources.ts';
import { createThreeWayPatch } from '../../api/strategic-patch.ts';
import { ask, askForSchema, type Command, type KubectlContext, success } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { kindOfResource } from '../kind-of-resource.ts';
import { lastApplied, withLastApplied } from '../last-applied.ts';
import { type ManifestRead, readManifests } from '../manifests.ts';
import { errorOf, type KubectlError, type Outcome, plain, Report } from '../report.ts';
import { missingFiles } from './missing-files.ts';
import { notModelled } from './not-modelled.ts';
import { fieldValidation, isClientDryRun, isServerDryRun, post, say } from './post.ts';
import { viewLastApplied } from './view-last-applied.ts';

/** Client-side apply. Source: v1.35 kubectl pkg/cmd/apply/{apply,patcher}.go */
export const apply: Command = {
  name: 'apply',
  flags: {
    filename: 'list',
    output: 'value',
    'dry-run': 'optional',
    validate: 'optional',
    'server-side': 'switch',
    'force-conflicts': 'switch',
    'field-manager': 'value',
    recursive: 'switch',
    selector: 'value',
    prune: 'switch',
    all: 'switch',
    force: 'switch',
    overwrite: 'optional',
    wait: 'switch',
    cascade: 'optional',
    'grace-period': 'number',
    timeout: 'duration',
    applyset: 'value',
    'prune-allowlist': 'list',
    'show-managed-fields': 'switch',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    if (args.words[0] === 'view-last-applied') {
      yield* viewLastApplied(report, args, context);
      return report.outcome();
    }
    const problem = problemOf(args);
    if (problem !== undefined) {
      report.fail(problem);
      return report.outcome();
    }
    let asked = false;
    const manifests = readManifests(args, context);
    for (const read of manifests) {
      if ('error' in read) {
        report.fail(read.error);
        continue;
      }
      if (!asked) {
        const answer = yield* askForSchema();
        asked = true;
        if (answer.code === 0) {
          report.fail(errorOf(answer));
          break;
        }
      }
      if (read.name === '') {
        report.fail(
          plain(`from ${textOf(at(read.manifest, 'metadata', 'generateName'))}: cannot use generate name with apply`),
        );
        continue;
      }
      if (isOn(args, 'server-side')) yield* applyOnServer(report, args, context, read);
      else yield* applyOne(report, args, context, read);
    }
    if (manifests.length === 0) report.fail(plain('no objects passed to apply'));
    return report.outcome();
  },
};

/** Source: v1.35 kubectl pkg/cmd/apply/apply.go Validate */
function problemOf(args: Arguments): KubectlError | undefined {
  const onServer = isOn(args, 'server-side');
  if (/^(set|edit)-last-applied$/.test(args.words[0] ?? '')) return plain(notModelled(`apply ${args.words[0]}`));
  if (args.words.length > 0)
    return plain(`Unexpected args: [${args.words.join(' ')}]\nSee 'kubectl apply -h' for help and examples`);
  if (isOn(args, 'force-conflicts') && !onServer) return plain('--force-conflicts only works with --server-side');
  if (isOn(args, 'force') && onServer) return plain('--force cannot be used with --server-side');
  if (isClientDryRun(args) && onServer)
    return plain("--dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)");
  if (!args.flags.has('filename')) return missingFiles();
  if (isOn(args, 'prune') && !isOn(args, 'all') && (flag(args, 'selector') ?? '') === '' && !args.flags.has('applyset'))
    return plain(
      'all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector',
    );
  return isOn(args, 'prune') || args.flags.has('applyset') ? plain(notModelled('apply --prune')) : undefined;
}

type Understood = Exclude<ManifestRead, { readonly error: unknown }>;

function* applyOne(report: Report, args: Arguments, context: KubectlContext, read: Understood): Calls<void> {
  const { resource, namespace, name, source, manifest } = read;
  const path = resourcePath(resource, namespace, name);
  const modified = withLastApplied(manifest);
  const live = yield* ask({ verb: 'get', path });
  if (live.code === 404) {
    yield* post(report, args, context, resource, namespace, modified, source, 'kubectl-client-side-apply');
    return;
  }
  if (!success(live)) {
    report.fail(
      errorOf(
        live,
        `error when retrieving current configuration of:\n${describeObject(read)}\nfrom server for: "${source}"`,
      ),
    );
    return;
  }
  const original = textOf(fieldsOf(at(live.body, 'metadata', 'annotations'))[lastApplied]);
  if (original === '') report.tell(missingAnnotation(kindOfResource(resource), name));
  const patch = createThreeWayPatch(original === '' ? {} : JSON.parse(original), modified, live.body);
  const current = fieldsOf(live.body) as unknown as typeof manifest;
  if (Object.keys(patch).length === 0) {
    say(report, args, context, resource, current, 'unchanged');
    return;
  }
  if (isClientDryRun(args)) {
    say(report, args, context, resource, current, 'configured (dry run)');
    return;
  }
  const query = [
    ...(isServerDryRun(args) ? ['dryRun=All'] : []),
    'fieldManager=kubectl-client-side-apply',
    `fieldValidation=${fieldValidation(args)}`,
  ];
  const answer = yield* ask({
    verb: 'patch',
    path: `${path}?${query.join('&')}`,
    body: patch,
    contentType: 'application/strategic-merge-patch+json',
  });
  if (!success(answer)) {
    const what = `error when applying patch:\n${JSON.stringify(patch)}\nto:\n${describeObject(read)}\nfor: "${source}"`;
    report.fail(errorOf(answer, what));
    return;
  }
  say(
    report,
    args,
    context,
    resource,
    fieldsOf(answer.body) as unknown as typeof manifest,
    isServerDryRun(args) ? 'configured (server dry run)' : 'configured',
  );
}

function* applyOnServer(report: Report, args: Arguments, context: KubectlContext, read: Understood): Calls<void> {
  const { resource, namespace, name, manifest } = read;
  const force = isOn(args, 'force-conflicts');
  const manager = flag(args, 'field-manager') ?? 'kubectl';
  const dryRun = isServerDryRun(args) ? 'dryRun=All&' : '';
  const answer = yield* ask({
    verb: 'patch',
    path: `${resourcePath(resource, namespace, name)}?${dryRun}fieldManager=${manager}&fieldValidation=${fieldValidation(args)}&force=${force}`,
    body: manifest,
    contentType: 'application/apply-patch+yaml',
  });
  if (success(answer)) {
    const word = isServerDryRun(args) ? 'serverside-applied (server dry run)' : 'serverside-applied';
    say(report, args, context, resource, fieldsOf(answer.body) as unknown as typeof manifest, word);
    return;
  }
  const error = errorOf(answer);
  const conflicts = error.kind === 'status' && error.status.reason === 'Conflict';
  report.fail(conflicts ? plain(`${error.status.message}\n${advice}`) : error);
}

const describeObject = ({ resource, namespace, name }: Understood) =>
  `Resource: "${resource.apiVersion === 'v1' ? '/v1' : resource.apiVersion}, Resource=${resource.plural}", GroupVersionKind: "${resource.apiVersion === 'v1' ? '/v1' : resource.apiVersion}, Kind=${resource.kind}"\nName: "${name}", Namespace: "${namespace}"`;

const missingAnnotation = (kind: string, name: string) =>
  `Warning: resource ${kind}/${name} is missing the ${lastApplied} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.`;

/** What kubectl says below a conflict. Source: v1.35 kubectl pkg/cmd/apply/apply.go applyOneObject */
const advice = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;
