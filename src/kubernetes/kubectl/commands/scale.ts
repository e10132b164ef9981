import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf, numberOf } from '../../api/fields.ts';
import { ask, type Command, type KubectlContext, success } from '../context.ts';
import { durationMs } from '../duration.ts';
import { type Arguments, flag } from '../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { type LiveTarget, liveTargets } from './live-targets.ts';
import { isClientDryRun, isServerDryRun, say } from './post.ts';
import { dryRunWord } from './send-patch.ts';

/** Source: v1.35 kubectl pkg/cmd/scale/scale.go */
export const scale: Command = {
  name: 'scale',
  flags: {
    replicas: 'number',
    'current-replicas': 'number',
    'resource-version': 'value',
    timeout: 'duration',
    all: 'switch',
    selector: 'value',
    filename: 'list',
    recursive: 'switch',
    output: 'value',
    'dry-run': 'optional',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const replicas = Number(flag(args, 'replicas') ?? -1);
    const current = Number(flag(args, 'current-replicas') ?? -1);
    if (replicas < 0)
      report.fail(plain('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0'));
    else if (current < -1) report.fail(plain('The --current-replicas must specify an integer of -1 or greater'));
    if (report.failed) return report.outcome();
    const targets = yield* liveTargets(args.words, args, context, report);
    if (targets.length > 1 && args.flags.has('resource-version'))
      report.fail(plain('cannot use --resource-version with multiple resources'));
    else
      for (const target of targets) {
        const go = isClientDryRun(args) || (yield* scaleOne(report, args, target, replicas, current));
        if (!go) return report.outcome();
        say(report, args, context, target.resource, target.live as never, `scaled${dryRunWord(args)}`);
        yield* untilScaled(report, args, context, target, replicas);
      }
    if (targets.length === 0 && !report.failed) report.fail(plain('no objects passed to scale'));
    return report.outcome();
  },
};

/** A plain patch, or with a precondition what was read and compared is written back. Source: v1.35 kubectl pkg/scale/scale.go */
function* scaleOne(
  report: Report,
  args: Arguments,
  { path }: LiveTarget,
  replicas: number,
  current: number,
): Calls<boolean> {
  const dryRun = isServerDryRun(args) ? '?dryRun=All' : '';
  const version = flag(args, 'resource-version') ?? '';
  if (current < 0 && version === '') {
    const answer = yield* ask({
      verb: 'patch',
      path: `${path}/scale${dryRun}`,
      contentType: 'application/merge-patch+json',
      body: { spec: { replicas } },
    });
    if (!success(answer)) report.fail(errorOf(answer));
    return success(answer);
  }
  const read = yield* ask({ verb: 'get', path: `${path}/scale` });
  if (!success(read)) {
    report.fail(errorOf(read));
    return false;
  }
  const now = numberOf(at(read.body, 'spec', 'replicas')) ?? 0;
  const found = String(at(read.body, 'metadata', 'resourceVersion') ?? '');
  if (current >= 0 && now !== current) report.fail(plain(`Expected replicas to be ${current}, was ${now}`));
  else if (version !== '' && version !== found)
    report.fail(plain(`Expected resource version to be ${version}, was ${found}`));
  if (report.failed) return false;
  const object = fieldsOf(read.body);
  const answer = yield* ask({
    verb: 'update',
    path: `${path}/scale${dryRun}`,
    contentType: 'application/json',
    body: { ...object, spec: { ...fieldsOf(object.spec), replicas } },
  });
  if (!success(answer)) report.fail(errorOf(answer));
  return success(answer);
}

/** With `--timeout` it waits until that many replicas are there. */
function* untilScaled(
  report: Report,
  args: Arguments,
  { now }: KubectlContext,
  { path }: LiveTarget,
  replicas: number,
): Calls<void> {
  const timeout = durationMs(flag(args, 'timeout') ?? '0') ?? 0;
  if (timeout === 0 || isClientDryRun(args) || isServerDryRun(args)) return;
  const until = Date.parse(now()) + timeout;
  while (Date.parse(now()) < until) {
    const { body } = yield* ask({ verb: 'get', path: `${path}/scale` });
    if (at(body, 'spec', 'replicas') === replicas && (at(body, 'status', 'replicas') ?? 0) === replicas) return;
    yield* ask({ verb: 'pause', ms: 1000 });
  }
  report.fail(plain('timed out waiting for the condition'));
}
