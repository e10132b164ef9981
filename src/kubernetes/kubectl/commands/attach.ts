import type { Calls } from '../../api/calls.ts';
import { at, type Fields, rowsOf, textOf } from '../../api/fields.ts';
import { type Command, namespaceOf } from '../context.ts';
import { type Arguments, flag } from '../flags.ts';
import { attachablePod } from '../pod-behind.ts';
import { type Outcome, plain, Report } from '../report.ts';
import { notModelled } from './not-modelled.ts';

/**
 * Refuses what kubectl refuses before it opens the connection, which is not modelled.
 * Source: v1.35 kubectl pkg/cmd/attach/attach.go
 */
export const attach: Command = {
  name: 'attach',
  flags: { container: 'value', stdin: 'switch', tty: 'switch', quiet: 'switch', 'pod-running-timeout': 'duration' },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const { words } = args;
    if (words.length === 0) report.fail(plain('at least 1 argument is required for attach'));
    else if (words.length > 2) {
      const saw = `${words.length}: [${words.join(' ')}]`;
      report.fail(plain(`expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${saw}`));
    } else {
      const pod = yield* attachablePod(report, words.join('/'), namespaceOf(args));
      if (pod !== undefined) report.fail(plain(problemOf(pod, args) ?? notModelled('attach')));
    }
    return report.outcome();
  },
};

function problemOf(pod: Fields, args: Arguments): string | undefined {
  const phase = textOf(at(pod, 'status', 'phase'));
  if (phase === 'Succeeded' || phase === 'Failed')
    return `cannot attach a container in a completed pod; current phase is ${phase}`;
  const wanted = flag(args, 'container') ?? '';
  const there = ['containers', 'initContainers', 'ephemeralContainers'].flatMap((list) =>
    rowsOf(at(pod, 'spec', list)).map(({ name }) => textOf(name)),
  );
  return wanted === '' || there.includes(wanted)
    ? undefined
    : `cannot attach to the container: container ${wanted} not found in pod ${textOf(at(pod, 'metadata', 'name'))}`;
}
