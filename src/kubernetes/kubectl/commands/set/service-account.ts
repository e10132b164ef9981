import type { Calls } from '../../../api/calls.ts';
import type { KubectlContext } from '../../context.ts';
import { type Arguments, isOn } from '../../flags.ts';
import { plain, type Report } from '../../report.ts';
import { liveTargets } from '../live-targets.ts';
import { withPodSpec } from './pod-spec.ts';
import { sendChange } from './send-changes.ts';

/** Source: v1.35 kubectl pkg/cmd/set/set_serviceaccount.go */
export function* setServiceAccount(report: Report, args: Arguments, context: KubectlContext): Calls<void> {
  const serviceAccountName = args.words.at(-1);
  if (serviceAccountName === undefined) {
    report.fail(plain('serviceaccount is required'));
    return;
  }
  if (isOn(args, 'local') && !args.flags.has('filename')) {
    report.fail(plain('one or more files must be specified as -f pod.yaml or --filename=pod.json'));
    return;
  }
  for (const target of yield* liveTargets(args.words.slice(0, -1), args, context, report)) {
    const changed = withPodSpec(target.live, (spec) => ({ ...spec, serviceAccountName }));
    yield* sendChange(report, args, context, target, changed, {
      word: 'serviceaccount updated',
      failure: 'failed to patch ServiceAccountName ',
      always: true,
    });
  }
}
