import type { Calls } from '../../../api/calls.ts';
import { own } from '../../../api/fields.ts';
import { type Command, namespaceOf } from '../../context.ts';
import { type Outcome, plain, Report } from '../../report.ts';
import { sayHelp } from '../help/subcommand-missing.ts';
import { unknownSubcommand } from '../help/unknown-subcommand.ts';
import { targetsOf } from '../targets.ts';
import { isChange, rolloutChange } from './changes.ts';
import { rolloutHistory } from './history.ts';
import { rolloutStatus } from './status.ts';
import { rolloutUndo } from './undo.ts';

const reads = { status: rolloutStatus, history: rolloutHistory, undo: rolloutUndo } as const;

/** Flags of some of its commands only. */
const onlyFor: Readonly<Record<string, readonly string[]>> = {
  'dry-run': ['undo'],
  'to-revision': ['undo'],
  revision: ['status', 'history'],
  watch: ['status'],
  timeout: ['status'],
  'field-manager': ['pause', 'restart', 'resume'],
  output: ['history', 'pause', 'restart', 'resume', 'undo'],
};

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
    timeout: 'duration',
    'field-manager': 'value',
    recursive: 'switch',
    output: 'value',
    'dry-run': 'optional',
    'show-managed-fields': 'switch',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const [name = '', ...words] = args.words;
    if (name === '') {
      sayHelp(report, rollout);
      return report.outcome();
    }
    if (!isRead(name) && !isChange(name)) {
      report.fail(unknownSubcommand('rollout', args.words));
      return report.outcome();
    }
    if (words.length === 0 && !args.flags.has('filename')) {
      report.fail(plain('required resource not specified'));
      return report.outcome();
    }
    const stray = [...args.flags.keys()].find((given) => own(onlyFor, given)?.includes(name) === false);
    if (stray !== undefined) {
      report.fail(plain(`unknown flag: --${stray}\nSee 'kubectl rollout ${name} --help' for usage.`));
      return report.outcome();
    }
    const targets = yield* targetsOf(words, args, context, report, { kindsMeanAll: true });
    const says = name === 'status' || isChange(name);
    if (says && targets.length === 0 && !report.failed)
      report.tell(`No resources found in ${namespaceOf(args)} namespace.`);
    for (const target of targets) {
      if (isRead(name)) yield* reads[name](report, args, target, context);
      else yield* rolloutChange(name, report, context, target);
    }
    return report.outcome();
  },
};
