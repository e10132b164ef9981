import type { Calls } from '../../../api/calls.ts';
import { fieldsOf } from '../../../api/fields.ts';
import { ask, success } from '../../context.ts';
import { durationMs } from '../../duration.ts';
import { type Arguments, flag } from '../../flags.ts';
import { groupKind } from '../../group-kind.ts';
import { errorOf, plain, type Report } from '../../report.ts';
import { type Target, watchPath } from '../targets.ts';
import { rolloutStates } from './status-words.ts';

/** Says how far a rollout is each time the object changes, until it is over. Source: v1.35 kubectl pkg/cmd/rollout/rollout_status.go */
export function* rolloutStatus(report: Report, args: Arguments, target: Target): Calls<void> {
  const live = yield* ask({ verb: 'get', path: target.path });
  if (!success(live)) {
    report.fail(errorOf(live));
    return;
  }
  const stateOf = rolloutStates[target.resource.kind];
  if (stateOf === undefined) {
    report.fail(plain(`no status viewer has been implemented for ${groupKind(target.resource)}`));
    return;
  }
  const revision = Number(flag(args, 'revision') ?? 0);
  const once = flag(args, 'watch') === 'false';
  const timeout = durationMs(flag(args, 'timeout') ?? '0') ?? 0;
  const answer = yield* ask({
    verb: 'watch',
    path: watchPath(target),
    until: ({ type, object }) => {
      if (type === 'DELETED') {
        report.fail(plain('object has been deleted'));
        return true;
      }
      if (type !== 'ADDED' && type !== 'MODIFIED') return false;
      const state = stateOf(fieldsOf(object), revision);
      if ('error' in state) {
        report.fail(plain(state.error));
        return true;
      }
      report.print(state.says);
      return state.done || once;
    },
    ...(timeout > 0 ? { timeout } : {}),
  });
  if (answer.code === 408) report.fail(plain('timed out waiting for the condition'));
}
