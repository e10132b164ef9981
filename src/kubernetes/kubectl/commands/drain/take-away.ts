import type { ApiAnswer, ApiCall, Calls } from '../../../api/calls.ts';
import { at, type Fields, fieldsOf, textOf } from '../../../api/fields.ts';
import { ask, success } from '../../context.ts';
import { goDuration } from '../../duration.ts';
import { type Arguments, flag, isOn } from '../../flags.ts';
import { errorOf, type Report } from '../../report.ts';
import { isServerDryRun } from '../post.ts';
import { isSkipped } from './filters.ts';
import { pathOf } from './pods-to-go.ts';

const evictionRetry = 5000;
const lookAgain = 1000;

/** One Pod on its way out: to be evicted, or watched until it is gone; undefined `due` means done. */
interface Leaving {
  readonly pod: Fields;
  stage: 'evict' | 'wait';
  due: number | undefined;
}

interface Draining {
  readonly report: Report;
  readonly args: Arguments;
  readonly now: () => string;
  /** Virtual ms since the epoch; with its length, as Go writes it. */
  readonly until: number;
  readonly timeout: string;
  readonly errors: string[];
}

/**
 * Evicts the Pods, all at once, each again every five seconds while a budget forbids it, and looks each second whether
 * it is gone. Answers with what went wrong.
 * Source: v1.35 kubectl pkg/drain/drain.go evictPods, waitForDelete
 */
export function* takeAway(
  report: Report,
  args: Arguments,
  now: () => string,
  pods: readonly Fields[],
  timeout: number,
): Calls<readonly string[]> {
  const start = Date.parse(now());
  const draining: Draining = {
    report,
    args,
    now,
    until: timeout === 0 ? Number.POSITIVE_INFINITY : start + timeout,
    timeout: goDuration(timeout),
    errors: [],
  };
  const evicts = !isOn(args, 'disable-eviction');
  const leaving: Leaving[] = pods.map((pod) => ({ pod, stage: 'evict', due: start }));
  let open = leaving;
  while (open.length > 0) {
    const next = Math.min(...open.map(({ due }) => due ?? start));
    const wait = next - Date.parse(now());
    if (wait > 0) yield* ask({ verb: 'pause', ms: wait });
    const due = open.filter((each) => (each.due ?? start) <= next);
    const calls = due.map((each) => callFor(draining, each, evicts));
    const sent = calls.filter((call) => call !== undefined);
    const answers = sent.length === 0 ? [] : yield sent;
    let place = 0;
    for (const [i, each] of due.entries())
      if (calls[i] !== undefined) take(draining, each, answers[place++] ?? { code: 0, body: undefined }, evicts);
    open = leaving.filter((each) => each.due !== undefined);
  }
  return draining.errors;
}

function callFor(draining: Draining, each: Leaving, evicts: boolean): ApiCall | undefined {
  const { report, args, now, until, timeout, errors } = draining;
  const { name, namespace } = fieldsOf(each.pod.metadata);
  const path = `/api/v1/namespaces/${textOf(namespace)}/pods/${textOf(name)}`;
  const late = Date.parse(now()) >= until;
  if (each.stage === 'wait') return { verb: 'get', path };
  if (evicts) report.print(`evicting pod ${pathOf(each.pod)}${isServerDryRun(args) ? ' (server dry run)' : ''}`);
  if (late) {
    errors.push(
      `error when evicting pods/"${textOf(name)}" -n "${textOf(namespace)}": global timeout reached: ${timeout}`,
    );
    each.due = undefined;
    return undefined;
  }
  const grace = Number(flag(args, 'grace-period') ?? -1);
  const options = {
    ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}),
    ...(isServerDryRun(args) ? { dryRun: ['All'] } : {}),
  };
  const contentType = 'application/json' as const;
  if (!evicts)
    return { verb: 'delete', path, body: { kind: 'DeleteOptions', apiVersion: 'v1', ...options }, contentType };
  const metadata = { name, namespace };
  const body = { kind: 'Eviction', apiVersion: 'policy/v1', metadata, deleteOptions: options };
  return { verb: 'create', path: `${path}/eviction`, body, contentType };
}

function take(draining: Draining, each: Leaving, answer: ApiAnswer, evicts: boolean): void {
  const time = Date.parse(draining.now());
  if (each.stage === 'wait') waited(draining, each, answer, evicts, time);
  else evicted(draining, each, answer, time);
}

function evicted({ report, args, errors }: Draining, each: Leaving, answer: ApiAnswer, time: number): void {
  const { name, namespace } = fieldsOf(each.pod.metadata);
  const error = success(answer) ? undefined : errorOf(answer);
  if (error === undefined) {
    each.stage = 'wait';
    each.due = isServerDryRun(args) ? undefined : time;
    return;
  }
  each.due = undefined;
  if (answer.code === 404) return;
  const what = `error when evicting pods/"${textOf(name)}" -n "${textOf(namespace)}"`;
  const why = error.kind === 'status' ? error.status.message : 'connection refused';
  if (answer.code === 429) {
    report.tell(`${what} (will retry after 5s): ${why}`);
    each.due = time + evictionRetry;
  } else errors.push(`${what}: ${why}`);
}

function waited(draining: Draining, each: Leaving, answer: ApiAnswer, evicts: boolean, time: number): void {
  const { report, args, now, until, timeout, errors } = draining;
  const { name, namespace, uid } = fieldsOf(each.pod.metadata);
  each.due = undefined;
  if (answer.code === 404 || (success(answer) && at(answer.body, 'metadata', 'uid') !== uid)) {
    report.print(`pod/${textOf(name)} ${evicts ? 'evicted' : 'deleted'}`);
    return;
  }
  if (success(answer) && isSkipped(args, fieldsOf(answer.body), now())) {
    const limit = flag(args, 'skip-wait-for-delete-timeout') ?? '';
    report.print(`pod "${textOf(name)}" has DeletionTimestamp older than ${limit} seconds, skipping`);
    return;
  }
  if (time >= until) {
    const what = `error when waiting for pod "${textOf(name)}" in namespace "${textOf(namespace)}" to terminate`;
    errors.push(`${what}: global timeout reached: ${timeout}`);
    return;
  }
  each.due = time + lookAgain;
}
