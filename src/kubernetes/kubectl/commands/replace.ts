import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf, textOf } from '../../api/fields.ts';
import { resourcePath } from '../../api/resources.ts';
import type { Manifest } from '../../api/types.ts';
import { ask, askForSchema, type Command, type KubectlContext, success } from '../context.ts';
import { durationMs } from '../duration.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { lastApplied, withLastApplied } from '../last-applied.ts';
import { readManifests } from '../manifests.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { kindName } from '../selection.ts';
import { notModelled } from './not-modelled.ts';
import { fieldValidation, isClientDryRun, isServerDryRun, say } from './post.ts';
import { dryRunWord } from './send-patch.ts';
import type { Target } from './targets.ts';

const seeHelp = "See 'kubectl replace -h' for help and examples";

/** Source: v1.35 kubectl pkg/cmd/replace/replace.go */
export const replace: Command = {
  name: 'replace',
  flags: {
    filename: 'list',
    recursive: 'switch',
    force: 'switch',
    'grace-period': 'number',
    cascade: 'optional',
    timeout: 'duration',
    wait: 'optional',
    raw: 'value',
    subresource: 'value',
    'save-config': 'switch',
    validate: 'optional',
    output: 'value',
    'dry-run': 'optional',
    'field-manager': 'value',
    'show-managed-fields': 'switch',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const problem = problemOf(args);
    if (problem !== undefined) {
      report.fail(plain(problem));
      return report.outcome();
    }
    const read = readManifests(args, context);
    const targets: (Target & { readonly manifest: Manifest; readonly source: string })[] = [];
    for (const one of read) {
      if ('error' in one) report.fail(one.error);
      else targets.push({ ...one, path: resourcePath(one.resource, one.namespace, one.name) });
    }
    if (targets.length > 0) {
      const answer = yield* askForSchema();
      if (answer.code === 0) {
        report.fail(errorOf(answer));
        return report.outcome();
      }
    }
    if (isOn(args, 'force')) yield* replaceByForce(report, args, context, targets);
    else for (const target of targets) yield* put(report, args, context, target);
    if (read.length === 0) report.fail(plain('no objects passed to replace'));
    return report.outcome();
  },
};

function problemOf(args: Arguments): string | undefined {
  const force = isOn(args, 'force');
  if (args.flags.has('raw')) return notModelled('replace --raw');
  if (Number(flag(args, 'grace-period') ?? -1) >= 0 && !force) return '--grace-period must have --force specified';
  if ((durationMs(flag(args, 'timeout') ?? '0') ?? 0) !== 0 && !force) return '--timeout must have --force specified';
  if (args.flags.has('cascade') && !force) return '--cascade must have --force specified';
  return args.flags.has('filename') ? undefined : `Must specify --filename to replace\n${seeHelp}`;
}

type FileTarget = Target & { readonly manifest: Manifest; readonly source: string };

/** What apply keeps in an annotation is kept up to date where it is there. */
function manifestOf(args: Arguments, manifest: Manifest): Manifest {
  const kept = textOf(fieldsOf(at(manifest, 'metadata', 'annotations'))[lastApplied]);
  return isOn(args, 'save-config') || kept !== '' ? withLastApplied(manifest) : manifest;
}

/** Without a version of its own the manifest takes that of the object, so that it overwrites whatever is there. */
function* put(report: Report, args: Arguments, context: KubectlContext, target: FileTarget): Calls<void> {
  const { resource, source } = target;
  const manifest = manifestOf(args, target.manifest);
  if (isClientDryRun(args)) {
    say(report, args, context, resource, manifest, 'replaced (dry run)');
    return;
  }
  const subresource = flag(args, 'subresource');
  const path = subresource === undefined ? target.path : `${target.path}/${subresource}`;
  let body: unknown = manifest;
  if (textOf(at(manifest, 'metadata', 'resourceVersion')) === '') {
    const live = yield* ask({ verb: 'get', path });
    const resourceVersion = at(live.body, 'metadata', 'resourceVersion');
    if (success(live)) body = { ...manifest, metadata: { ...fieldsOf(manifest.metadata), resourceVersion } };
  }
  const query = [
    ...(isServerDryRun(args) ? ['dryRun=All'] : []),
    `fieldManager=${flag(args, 'field-manager') ?? 'kubectl-replace'}`,
    `fieldValidation=${fieldValidation(args)}`,
  ].join('&');
  const answer = yield* ask({
    verb: 'update',
    path: `${path}?${query}`,
    body,
    contentType: 'application/json',
  });
  if (success(answer)) {
    const after = fieldsOf(answer.body) as unknown as Manifest;
    say(report, args, context, resource, after, `replaced${dryRunWord(args)}`);
  } else report.fail(errorOf(answer, `error when replacing "${source}"`));
}

const fiveMinutes = 300_000;

/** Deletes what is there, looks each second until it is gone, and makes it anew. */
function* replaceByForce(
  report: Report,
  args: Arguments,
  context: KubectlContext,
  targets: readonly FileTarget[],
): Calls<void> {
  const given = Number(flag(args, 'grace-period') ?? -1);
  const grace = given === 0 ? 1 : given;
  for (const target of targets) {
    const answer = yield* ask({
      verb: 'delete',
      path: target.path,
      body: {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        ...(grace < 0 ? {} : { gracePeriodSeconds: grace }),
        propagationPolicy: 'Background',
      },
      contentType: 'application/json',
    });
    if (answer.code === 404) continue;
    if (!success(answer)) {
      report.fail(errorOf(answer));
      return;
    }
    const where = target.resource.namespaced ? ` from ${target.namespace} namespace` : '';
    report.print(`${kindName(target.resource)} "${target.name}" deleted${where}`);
  }
  const until = Date.parse(context.now()) + (durationMs(flag(args, 'timeout') ?? '0') || fiveMinutes);
  for (const { path } of targets) {
    let live = yield* ask({ verb: 'get', path });
    while (live.code !== 404 && Date.parse(context.now()) < until) {
      yield* ask({ verb: 'pause', ms: 1000 });
      live = yield* ask({ verb: 'get', path });
    }
    if (live.code !== 404) {
      report.fail(plain('timed out waiting for the condition'));
      return;
    }
  }
  for (const target of targets) yield* createAgain(report, args, context, target);
}

function* createAgain(report: Report, args: Arguments, context: KubectlContext, target: FileTarget): Calls<void> {
  const { resource, namespace } = target;
  const query = `fieldManager=${flag(args, 'field-manager') ?? 'kubectl-replace'}&fieldValidation=${fieldValidation(args)}`;
  const answer = yield* ask({
    verb: 'create',
    path: `${resourcePath(resource, namespace)}?${query}`,
    body: manifestOf(args, target.manifest),
    contentType: 'application/json',
  });
  if (success(answer)) say(report, args, context, resource, fieldsOf(answer.body) as unknown as Manifest, 'replaced');
  else report.fail(errorOf(answer));
}
