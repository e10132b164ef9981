import type { Calls } from '../../../api/calls.ts';
import type { Command } from '../../context.ts';
import { type Outcome, plain, Report } from '../../report.ts';
import { targetsOf } from '../targets.ts';
import { isChange, rolloutChange } from './changes.ts';
import { rolloutHistory } from './history.ts';
import { rolloutStatus } from './status.ts';
import { rolloutUndo } from './undo.ts';

const reads = { status: rolloutStatus, history: rolloutHistory, undo: rolloutUndo } as const;

const isRead = (name: string): name is keyof typeof reads => Object.hasOwn(reads, name);

/** Source: v1.35 kubectl pkg/cmd/rollout/rollout.go */
export const rollout: Command = {
  name: 'rollout',
  flags: {
    filename: 'list',
    selector: 'value',
    revision: 'value',
    'to-revision': 'value',
    watch: 'optional',
    timeout: 'value',
    'field-manager': 'value',
    recursive: 'switch',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const [name = '', ...words] = args.words;
    if (!isRead(name) && !isChange(name)) {
      const unknown = `unknown command "${args.words.join(' ')}"\nSee 'kubectl rollout -h' for help and examples`;
      report.fail(plain(name === '' ? 'You must specify a subcommand of rollout' : unknown));
      return report.outcome();
    }
    if (words.length === 0 && !args.flags.has('filename')) {
      report.fail(plain('required resource not specified'));
      return report.outcome();
    }
    for (const target of yield* targetsOf(words, args, context, report, { kindsMeanAll: true })) {
      if (isRead(name)) yield* reads[name](report, args, target);
      else yield* rolloutChange(name, report, context, target);
    }
    return report.outcome();
  },
};
