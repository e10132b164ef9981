import type { Calls } from '../../api/calls.ts';
import { ask, type Command } from '../context.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { sayHelp } from './help/subcommand-missing.ts';
import { unknownSubcommand } from './help/unknown-subcommand.ts';

/** A cluster has no metrics until somebody installs metrics-server, and this one has none. Source: v1.35 kubectl pkg/cmd/top */
export const top: Command = {
  name: 'top',
  flags: {
    'all-namespaces': 'switch',
    selector: 'value',
    'field-selector': 'value',
    containers: 'switch',
    'no-headers': 'switch',
    'sort-by': 'value',
    sum: 'switch',
    'show-capacity': 'switch',
    'show-swap': 'switch',
    'use-protocol-buffers': 'optional',
  },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const [what = ''] = args.words;
    if (!/^(po|pods?|no|nodes?)$/.test(what)) {
      if (what === '') sayHelp(report, top);
      else report.fail(unknownSubcommand('top', args.words));
      return report.outcome();
    }
    const answer = yield* ask({ verb: 'get', path: '/apis?timeout=32s' });
    report.fail(answer.code === 0 ? errorOf(answer) : plain('Metrics API not available'));
    return report.outcome();
  },
};
