import type { Calls } from '../../api/calls.ts';
import type { Command } from '../context.ts';
import { type Outcome, plain, Report } from '../report.ts';
import { liveTargets } from './live-targets.ts';

/**
 * An editor needs a terminal, which a scenario has not: what is to be edited is looked up, as kubectl does first, and
 * the way round is told.
 * Source: v1.35 kubectl pkg/cmd/util/editor/editoptions.go
 */
export const edit: Command = {
  name: 'edit',
  flags: {
    filename: 'list',
    recursive: 'switch',
    output: 'value',
    'output-patch': 'switch',
    'windows-line-endings': 'switch',
    validate: 'optional',
    'save-config': 'switch',
    'field-manager': 'value',
    subresource: 'value',
    'show-managed-fields': 'switch',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const targets = yield* liveTargets(args.words, args, context, report, { kindsMeanAll: true });
    if (targets.length > 0)
      report.fail(
        plain(
          `PodScope does not model an editor here: get the object with "kubectl get ${args.words.join(' ')} -o yaml", change the file, and run "kubectl replace -f FILE"`,
        ),
      );
    else if (!report.failed) report.fail(plain('edit cancelled, no objects found'));
    return report.outcome();
  },
};
