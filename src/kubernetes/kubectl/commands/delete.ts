import type { Calls } from '../../api/calls.ts';
import { at, textOf } from '../../api/fields.ts';
import { resourcePath } from '../../api/resources.ts';
import { ask, type Command, success } from '../context.ts';
import { durationMs } from '../duration.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { kindName, printedName } from '../selection.ts';
import { isClientDryRun, isServerDryRun } from './post.ts';
import { dryRunWord } from './send-patch.ts';
import { type Target, targetsOf, watchPath } from './targets.ts';

const notScoped = 'Warning: deleting cluster-scoped resources, not scoped to the provided namespace';

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
    timeout: 'duration',
    'ignore-not-found': 'switch',
    cascade: 'optional',
    output: 'value',
    'dry-run': 'optional',
    recursive: 'switch',
    raw: 'value',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const problem = problemOf(args);
    if (problem !== undefined) {
      report.fail(plain(problem));
      return report.outcome();
    }
    if (isOn(args, 'force') && gracePeriod(args) === 0) report.tell(forced);
    const targets = yield* targetsOf(args.words, args, context, report);
    const scoped = args.flags.has('namespace') && !isOn(args, 'all-namespaces');
    if (scoped && targets.some(({ resource }) => !resource.namespaced)) report.tell(notScoped);
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

/** Source: v1.35 kubectl pkg/cmd/delete/delete.go Complete, Validate */
function problemOf(args: Arguments): string | undefined {
  const output = flag(args, 'output') ?? '';
  if (output !== '' && output !== 'name') return `unexpected -o output mode: ${output}. We only support '-o name'`;
  for (const other of ['selector', 'field-selector'])
    if (isOn(args, 'all') && (flag(args, other) ?? '') !== '')
      return `cannot set --all and --${other} at the same time`;
  const grace = Number(flag(args, 'grace-period') ?? -1);
  if (isOn(args, 'now') && grace !== -1) return '--now and --grace-period cannot be specified together';
  if (isOn(args, 'force') && (gracePeriod(args) ?? 0) > 0)
    return '--force and --grace-period greater than 0 cannot be specified together';
  const cascade = flag(args, 'cascade') ?? '';
  return ['', 'true', 'false', 'background', 'foreground', 'orphan'].includes(cascade)
    ? undefined
    : `invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan"`;
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
    if (flag(args, 'output') === 'name') report.print(printedName(resource, name));
    else
      report.print(
        `${kindName(resource)} "${name}" ${isOn(args, 'force') && grace === 0 ? 'force ' : ''}deleted${where}${dryRunWord(args)}`,
      );
  };
  if (isClientDryRun(args)) {
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
      ...(isServerDryRun(args) ? { dryRun: ['All'] } : {}),
      propagationPolicy: propagation[flag(args, 'cascade') ?? ''] ?? 'Background',
    },
    contentType: 'application/json',
  });
  if (!success(answer)) {
    const many = isOn(args, 'all') && !args.flags.has('ignore-not-found');
    if (answer.code === 404 && (many || isOn(args, 'ignore-not-found'))) return undefined;
    report.fail(errorOf(answer, source === undefined ? undefined : `error when deleting "${source}"`));
    return undefined;
  }
  said();
  if (isServerDryRun(args)) return undefined;
  return textOf(at(answer.body, 'metadata', 'uid')) || textOf(at(answer.body, 'details', 'uid'));
}

/** Looks once, and if the same object is still there, watches until it is not. */
function* untilGone(
  report: Report,
  args: Arguments,
  { uid, ...target }: Target & { readonly uid: string },
): Calls<void> {
  const { resource, namespace, name } = target;
  const live = yield* ask({ verb: 'get', path: resourcePath(resource, namespace, name) });
  if (!success(live)) return;
  if (uid !== '' && textOf(at(live.body, 'metadata', 'uid')) !== uid) return;
  const timeout = durationMs(flag(args, 'timeout') ?? '');
  const answer = yield* ask({
    verb: 'watch',
    path: watchPath(target),
    until: ({ type, object }) => type === 'DELETED' || isAnother(object, uid),
    ...(timeout === undefined || timeout <= 0 ? {} : { timeout }),
  });
  if (answer.code === 408) report.fail(plain(`timed out waiting for the condition on ${resource.plural}/${name}`));
}

function isAnother(object: unknown, uid: string): boolean {
  const found = textOf(at(object, 'metadata', 'uid'));
  return uid !== '' && found !== '' && found !== uid;
}
