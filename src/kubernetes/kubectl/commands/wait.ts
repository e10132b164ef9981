import type { ApiAnswer, Calls } from '../../api/calls.ts';
import { fieldsOf } from '../../api/fields.ts';
import { ask, type Command, success } from '../context.ts';
import { durationMs } from '../duration.ts';
import { flag, isOn } from '../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { printedName } from '../selection.ts';
import { type Target, targetsOf, watchPath } from './targets.ts';
import { readWaitFor, type WaitFor } from './wait-condition.ts';

const week = 168 * 3_600_000;

/** Source: v1.35 kubectl pkg/cmd/wait/wait.go */
export const wait: Command = {
  name: 'wait',
  flags: {
    filename: 'list',
    selector: 'value',
    'field-selector': 'value',
    all: 'switch',
    'all-namespaces': 'switch',
    for: 'value',
    timeout: 'duration',
    output: 'value',
    recursive: 'switch',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const wanted = readWaitFor(flag(args, 'for') ?? '');
    const given = durationMs(flag(args, 'timeout') ?? '30s');
    const many = isOn(args, 'all') || args.flags.has('selector') || args.flags.has('field-selector');
    const named = args.flags.has('filename') || args.words.some((word) => word.includes('/')) || args.words.length > 1;
    if (typeof wanted === 'string') report.fail(plain(wanted));
    else if (args.words.length === 0 && !args.flags.has('filename'))
      report.fail(plain('arguments in resource/name form must have a single resource and name'));
    else if (!many && !named) report.fail(plain('resource(s) were provided, but no name was specified'));
    if (report.failed || typeof wanted === 'string' || given === undefined) return report.outcome();
    const until = Date.parse(context.now()) + (given < 0 ? week : given);
    const targets = yield* targetsOf(args.words, args, context, report);
    for (const target of targets) {
      const left = given === 0 ? 0 : Math.max(1, until - Date.parse(context.now()));
      yield* waitFor(report, target, wanted, left);
    }
    if (targets.length === 0 && !report.failed && wanted.kind !== 'delete')
      report.fail(plain('no matching resources found'));
    return report.outcome();
  },
};

/** Looks once, and if it is not so yet, watches until it is. Zero ms: looks only. */
function* waitFor(report: Report, target: Target, wanted: WaitFor, ms: number): Calls<void> {
  const { resource, name, path } = target;
  const met = (): void => report.print(`${printedName(resource, name)} condition met`);
  const live = yield* ask({ verb: 'get', path });
  if (live.code === 404 && wanted.kind === 'delete') return;
  if (!success(live) && !(live.code === 404 && wanted.kind === 'create')) {
    report.fail(errorOf(live));
    return;
  }
  if (isMet(wanted, live)) {
    met();
    return;
  }
  if (ms === 0) {
    report.fail(plain(`condition not met for ${resource.plural}/${name}`));
    return;
  }
  const answer = yield* ask({
    verb: 'watch',
    path: watchPath(target),
    until: ({ type, object }) => {
      if (wanted.kind === 'delete') return type === 'DELETED';
      if (type !== 'ADDED' && type !== 'MODIFIED') return false;
      return wanted.kind === 'create' || wanted.holds(fieldsOf(object));
    },
    timeout: ms,
  });
  if (answer.code === 408) report.fail(plain(`timed out waiting for the condition on ${resource.plural}/${name}`));
  else met();
}

const isMet = (wanted: WaitFor, { code, body }: ApiAnswer): boolean =>
  wanted.kind === 'met' ? wanted.holds(fieldsOf(body)) : wanted.kind === 'create' && code !== 404;
