import type { Calls } from '../../../api/calls.ts';
import { parseSelector } from '../../../api/selector-parser.ts';
import type { Command, KubectlContext } from '../../context.ts';
import { durationMs } from '../../duration.ts';
import { type Arguments, flag } from '../../flags.ts';
import { type Outcome, plain, Report } from '../../report.ts';
import { isClientDryRun } from '../post.ts';
import { dryRunWord } from '../send-patch.ts';
import { nameOfNode, nodeFlags, nodesOf, setSchedulable } from './cordon.ts';
import { pathOf, podsToGo } from './pods-to-go.ts';
import { takeAway } from './take-away.ts';

/** Source: v1.35 kubectl pkg/cmd/drain/drain.go RunDrain */
export const drain: Command = {
  name: 'drain',
  flags: {
    ...nodeFlags,
    force: 'switch',
    'ignore-daemonsets': 'switch',
    'delete-emptydir-data': 'switch',
    'grace-period': 'number',
    timeout: 'duration',
    'pod-selector': 'value',
    'disable-eviction': 'switch',
    'skip-wait-for-delete-timeout': 'number',
    'chunk-size': 'value',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    if ('error' in parseSelector(flag(args, 'pod-selector') ?? '')) {
      report.fail(plain('--pod-selector=<pod_selector> must be a valid label selector'));
      return report.outcome();
    }
    const nodes = yield* nodesOf(report, args);
    if (report.failed) return report.outcome();
    yield* setSchedulable(report, args, nodes, 'cordon');
    const remaining: string[] = [];
    const fatal: string[] = [];
    for (const node of nodes.map(nameOfNode)) {
      const errors = yield* drainOne(report, args, context, node);
      if (errors.length === 0) report.print(`node/${node} drained${dryRunWord(args)}`);
      else {
        report.tell(`error: unable to drain node "${node}" due to error: ${together(errors)}, continuing command...`);
        remaining.push(node);
        fatal.push(...(nodes.length === 1 ? errors : [together(errors)]));
      }
    }
    if (remaining.length > 0) {
      report.tell(`There are pending nodes to be drained:\n${remaining.map((name) => ` ${name}`).join('\n')}`);
      // An error made of errors is told without a word in front.
      report.tell(fatal.join('\n'));
      report.exit(1);
    }
    return report.outcome();
  },
};

/** Several errors as Go prints them in one. Source: v1.35 apimachinery pkg/util/errors/errors.go aggregate.Error */
const together = (errors: readonly string[]): string =>
  errors.length === 1 ? (errors[0] ?? '') : `[${errors.join(', ')}]`;

function* drainOne(report: Report, args: Arguments, { now }: KubectlContext, node: string): Calls<readonly string[]> {
  const { pods, warnings, fatal } = yield* podsToGo(args, node, now());
  if (fatal.length > 0) return fatal;
  if (warnings.length > 0) report.tell(`Warning: ${warnings.join('; ')}`);
  if (isClientDryRun(args)) {
    for (const pod of pods) report.print(`evicting pod ${pathOf(pod)} (dry run)`);
    return [];
  }
  const timeout = durationMs(flag(args, 'timeout') ?? '0') ?? 0;
  const errors = yield* takeAway(report, args, now, pods, timeout);
  if (errors.length > 0) {
    const pending = yield* podsToGo(args, node, now());
    if (pending.pods.length > 0)
      report.tell(
        [
          `There are pending pods in node "${node}" when an error occurred: ${together(errors)}`,
          ...pending.pods.map((pod) => `pod/${pathOf(pod).split('/')[1]}`),
        ].join('\n'),
      );
  }
  return errors;
}
