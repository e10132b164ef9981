import type { Calls } from '../../api/calls.ts';
import type { Command } from '../context.ts';
import { type Outcome, plain, Report } from '../report.ts';
import { canI } from './auth-can-i.ts';
import { whoAmI } from './auth-whoami.ts';
import { sayHelp } from './help/subcommand-missing.ts';
import { unknownSubcommand } from './help/unknown-subcommand.ts';
import { notModelled } from './not-modelled.ts';

/** Source: v1.35 kubectl pkg/cmd/auth */
export const auth: Command = {
  name: 'auth',
  flags: {
    'all-namespaces': 'switch',
    quiet: 'switch',
    subresource: 'value',
    list: 'switch',
    'no-headers': 'switch',
    output: 'value',
    filename: 'list',
    recursive: 'switch',
    'dry-run': 'optional',
    'remove-extra-permissions': 'switch',
    'remove-extra-subjects': 'switch',
  },
  run: function* (args): Calls<Outcome> {
    const [name = '', ...words] = args.words;
    if (name === 'can-i') return yield* canI(args, words);
    if (name === 'whoami') return yield* whoAmI(args, words);
    const report = new Report();
    if (name === '') {
      sayHelp(report, auth);
      return report.outcome();
    }
    report.fail(name === 'reconcile' ? plain(notModelled('auth reconcile')) : unknownSubcommand('auth', args.words));
    return report.outcome();
  },
};
