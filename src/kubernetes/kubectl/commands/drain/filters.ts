import type { Calls } from '../../../api/calls.ts';
import { at, type Fields, rowsOf, textOf } from '../../../api/fields.ts';
import { ask, success } from '../../context.ts';
import { controllerOf } from '../../describers/pod-counts.ts';
import { type Arguments, flag, isOn } from '../../flags.ts';
import { errorOf } from '../../report.ts';

/** Whether a Pod shall go, and what is to be said about it. */
export interface Verdict {
  readonly goes: boolean;
  readonly warning?: string;
  readonly fatal?: string;
}

const okay: Verdict = { goes: true };

const isFinished = (pod: Fields): boolean => ['Succeeded', 'Failed'].includes(textOf(at(pod, 'status', 'phase')));

/**
 * What drain thinks of one Pod: the filters are asked in this order, the first that keeps the Pod ends it, and of
 * several warnings the last one is told.
 * Source: v1.35 kubectl pkg/drain/filters.go
 */
export function* judge(args: Arguments, pod: Fields, now: string): Calls<Verdict> {
  let verdict: Verdict = okay;
  const steps = [
    skipDeleted(args, pod, now),
    yield* daemonSet(args, pod),
    mirror(pod),
    localStorage(args, pod),
    unmanaged(args, pod),
  ];
  for (const step of steps) {
    verdict = step;
    if (!step.goes) break;
  }
  return verdict;
}

/** Seconds since its deletion was due beyond which nobody waits for a Pod any more. */
export function isSkipped(args: Arguments, pod: Fields, now: string): boolean {
  const limit = Number(flag(args, 'skip-wait-for-delete-timeout') ?? 0);
  const deleted = textOf(at(pod, 'metadata', 'deletionTimestamp'));
  return limit > 0 && deleted !== '' && Math.trunc((Date.parse(now) - Date.parse(deleted)) / 1000) > limit;
}

const skipDeleted = (args: Arguments, pod: Fields, now: string): Verdict =>
  isSkipped(args, pod, now) ? { goes: false } : okay;

function* daemonSet(args: Arguments, pod: Fields): Calls<Verdict> {
  const owner = controllerOf(pod);
  if (owner?.kind !== 'DaemonSet' || isFinished(pod)) return okay;
  const namespace = textOf(at(pod, 'metadata', 'namespace'));
  const path = `/apis/apps/v1/namespaces/${namespace}/daemonsets/${textOf(owner.name)}`;
  const answer = yield* ask({ verb: 'get', path });
  if (!success(answer)) {
    const error = errorOf(answer);
    const why = error.kind === 'status' ? error.status.message : 'connection refused';
    return answer.code === 404 && isOn(args, 'force') ? { goes: true, warning: why } : { goes: false, fatal: why };
  }
  return isOn(args, 'ignore-daemonsets')
    ? { goes: false, warning: 'ignoring DaemonSet-managed Pods' }
    : { goes: false, fatal: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' };
}

const mirror = (pod: Fields): Verdict =>
  at(pod, 'metadata', 'annotations', 'kubernetes.io/config.mirror') === undefined ? okay : { goes: false };

function localStorage(args: Arguments, pod: Fields): Verdict {
  const isLocal = rowsOf(at(pod, 'spec', 'volumes')).some(({ emptyDir }) => emptyDir !== undefined);
  if (!isLocal || isFinished(pod)) return okay;
  return isOn(args, 'delete-emptydir-data')
    ? { goes: true, warning: 'deleting Pods with local storage' }
    : { goes: false, fatal: 'Pods with local storage (use --delete-emptydir-data to override)' };
}

function unmanaged(args: Arguments, pod: Fields): Verdict {
  if (isFinished(pod) || controllerOf(pod) !== undefined) return okay;
  return isOn(args, 'force')
    ? { goes: true, warning: 'deleting Pods that declare no controller' }
    : { goes: false, fatal: 'cannot delete Pods that declare no controller (use --force to override)' };
}
