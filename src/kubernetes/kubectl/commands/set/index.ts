import type { Calls } from '../../../api/calls.ts';
import type { Command } from '../../context.ts';
import { type Outcome, Report } from '../../report.ts';
import { sayHelp } from '../help/subcommand-missing.ts';
import { unknownSubcommand } from '../help/unknown-subcommand.ts';
import { changingFlags } from '../live-targets.ts';
import { setEnv } from './env.ts';
import { setImage } from './image.ts';
import { setResources } from './resources.ts';
import { setSelector } from './selector.ts';
import { setServiceAccount } from './service-account.ts';
import { setSubject } from './subject.ts';

const parts = {
  image: setImage,
  env: setEnv,
  resources: setResources,
  selector: setSelector,
  serviceaccount: setServiceAccount,
  sa: setServiceAccount,
  subject: setSubject,
} as const;

const isPart = (name: string): name is keyof typeof parts => Object.hasOwn(parts, name);

/** Source: v1.35 kubectl pkg/cmd/set/set.go */
export const set: Command = {
  name: 'set',
  flags: {
    ...changingFlags,
    all: 'switch',
    selector: 'value',
    'resource-version': 'value',
    containers: 'value',
    limits: 'value',
    requests: 'value',
    env: 'list',
    from: 'value',
    prefix: 'value',
    keys: 'list',
    list: 'switch',
    resolve: 'switch',
    overwrite: 'optional',
    user: 'list',
    group: 'list',
    serviceaccount: 'list',
  },
  short: { c: 'containers' },
  run: function* (args, context): Calls<Outcome> {
    const [name = '', ...words] = args.words;
    const report = new Report();
    if (name === '') sayHelp(report, set);
    else if (isPart(name)) yield* parts[name](report, { ...args, words }, context);
    else report.fail(unknownSubcommand('set', args.words));
    return report.outcome();
  },
};
