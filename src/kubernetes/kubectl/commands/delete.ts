import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { type Resource, resourcePath } from '../../api/resources.ts';
import { ask, type Command, type KubectlContext, namespaceOf, success } from '../context.ts';
import { durationMs } from '../duration.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { readManifests } from '../manifests.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { kindName, printedName, select } from '../selection.ts';
import { listQuery } from './list-query.ts';

interface Target {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
  readonly source?: string;
}

const forced =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.';

/** Source: v1.35 kubectl pkg/cmd/delete/delete.go; waiting: pkg/cmd/wait/wait.go IsDeleted */
export const deleteCommand: Command = {
  name: 'delete',
  flags: {
    filename: 'list',
    selector: 'value',
    'field-selector': 'value',
    all: 'switch',
    'all-namespaces': 'switch',
    'grace-period': 'number',
    force: 'switch',
    now: 'switch',
    wait: 'optional',
    timeout: 'value',
    'ignore-not-found': 'switch',
    cascade: 'optional',
    output: 'value',
    'dry-run': 'optional',
    recursive: 'switch',
    raw: 'value',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const targets = yield* find(args, context, report);
    if (targets === undefined) return report.outcome();
    if (isOn(args, 'force')) report.tell(forced);
    const gone: (Target & { readonly uid: string })[] = [];
    for (const target of targets) {
      const uid = yield* remove(report, args, target);
      if (uid !== undefined) gone.push({ ...target, uid });
    }
    if (targets.length === 0 && !report.failed) report.print('No resources found');
    if (flag(args, 'wait') !== 'false') for (const target of gone) yield* untilGone(report, args, target);
    return report.outcome();
  },
};

function* find(args: Arguments, context: KubectlContext, report: Report): Calls<readonly Target[] | undefined> {
  if (args.flags.has('filename')) {
    return readManifests(args, context).flatMap((read): readonly Target[] => {
      if ('error' in read) report.fail(read.error);
      return 'error' in read ? [] : [{ ...read }];
    });
  }
  const selection = select(args.words);
  if (args.words.length === 0) {
    report.fail(
      plain(
        "You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'",
      ),
    );
    return undefined;
  }
  if ('error' in selection) {
    report.fail(selection.error);
    return undefined;
  }
  const many = flag(args, 'selector') !== undefined || flag(args, 'field-selector') !== undefined || isOn(args, 'all');
  const namespace = isOn(args, 'all-namespaces') ? '' : namespaceOf(args);
  const targets: Target[] = [];
  for (const { resource, name } of selection.selected) {
    if (name !== undefined) {
      targets.push({ resource, namespace: resource.namespaced ? namespace : '', name });
      continue;
    }
    if (!many) {
      report.fail(plain('resource(s) were provided, but no name was specified'));
      return undefined;
    }
    const answer = yield* ask({ verb: 'list', path: `${resourcePath(resource, namespace)}${listQuery(args)}` });
    if (!success(answer)) report.fail(errorOf(answer));
    for (const item of rowsOf(fieldsOf(answer.body).items)) {
      const metadata = fieldsOf(item.metadata);
      targets.push({ resource, namespace: textOf(metadata.namespace), name: textOf(metadata.name) });
    }
  }
  return targets;
}

/** Seconds that the request names; without --force, 0 becomes 1 so that nobody loses data by accident. */
function gracePeriod(args: Arguments): number | undefined {
  const given = flag(args, 'grace-period');
  const seconds = isOn(args, 'now') ? 1 : given === undefined ? -1 : Number(given);
  if (isOn(args, 'force') && seconds < 0) return 0;
  if (seconds === 0 && !isOn(args, 'force')) return 1;
  return seconds < 0 ? undefined : seconds;
}

const propagation: Readonly<Record<string, string>> = { foreground: 'Foreground', orphan: 'Orphan', false: 'Orphan' };

function* remove(report: Report, args: Arguments, target: Target): Calls<string | undefined> {
  const { resource, namespace, name, source } = target;
  const grace = gracePeriod(args);
  const said = () => {
    const where = resource.namespaced ? ` from ${namespace} namespace` : '';
    const dry =
      flag(args, 'dry-run') === 'server' ? ' (server dry run)' : flag(args, 'dry-run') === 'client' ? ' (dry run)' : '';
    if (flag(args, 'output') === 'name') report.print(printedName(resource, name));
    else
      report.print(
        `${kindName(resource)} "${name}" ${isOn(args, 'force') && grace === 0 ? 'force ' : ''}deleted${where}${dry}`,
      );
  };
  if (flag(args, 'dry-run') === 'client') {
    said();
    return undefined;
  }
  const answer = yield* ask({
    verb: 'delete',
    path: resourcePath(resource, namespace, name),
    body: {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      ...(grace === undefined ? {} : { gracePeriodSeconds: grace }),
      ...(flag(args, 'dry-run') === 'server' ? { dryRun: ['All'] } : {}),
      propagationPolicy: propagation[flag(args, 'cascade') ?? ''] ?? 'Background',
    },
    contentType: 'application/json',
  });
  if (!success(answer)) {
    if (answer.code === 404 && isOn(args, 'ignore-not-found')) return undefined;
    report.fail(errorOf(answer, source === undefined ? undefined : `error when deleting "${source}"`));
    return undefined;
  }
  said();
  if (flag(args, 'dry-run') === 'server') return undefined;
  return textOf(at(answer.body, 'metadata', 'uid')) || textOf(at(answer.body, 'details', 'uid'));
}

/** Looks once, and if the same object is still there, watches until it is not. */
function* untilGone(
  report: Report,
  args: Arguments,
  { resource, namespace, name, uid }: Target & { readonly uid: string },
): Calls<void> {
  const live = yield* ask({ verb: 'get', path: resourcePath(resource, namespace, name) });
  if (!success(live)) return;
  if (uid !== '' && textOf(at(live.body, 'metadata', 'uid')) !== uid) return;
  const timeout = durationMs(flag(args, 'timeout') ?? '');
  const selector = `metadata.name%3D${encodeURIComponent(name)}`;
  const answer = yield* ask({
    verb: 'watch',
    path: `${resourcePath(resource, namespace)}?allowWatchBookmarks=true&fieldSelector=${selector}&resourceVersionMatch=NotOlderThan&sendInitialEvents=true&watch=true`,
    until: ({ type, object }) => type === 'DELETED' || isAnother(object, uid),
    ...(timeout === undefined || timeout <= 0 ? {} : { timeout }),
  });
  if (answer.code === 408) report.fail(plain(`timed out waiting for the condition on ${resource.plural}/${name}`));
}

function isAnother(object: unknown, uid: string): boolean {
  const found = textOf(at(object, 'metadata', 'uid'));
  return uid !== '' && found !== '' && found !== uid;
}
