import type { Calls } from '../../api/calls.ts';
import { resourcePath } from '../../api/resources.ts';
import { ask, type Command, namespaceOf, success } from '../context.ts';
import { flag } from '../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { printedName, select } from '../selection.ts';

/** Source: v1.35 kubectl pkg/cmd/scale/scale.go */
export const scale: Command = {
  name: 'scale',
  flags: { replicas: 'value', 'current-replicas': 'value', timeout: 'value' },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const replicas = Number(flag(args, 'replicas') ?? Number.NaN);
    if (!Number.isInteger(replicas) || replicas < 0) {
      report.fail(plain('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0'));
      return report.outcome();
    }
    const selection = select(args.words);
    if ('error' in selection) {
      report.fail(selection.error);
      return report.outcome();
    }
    for (const { resource, name = '' } of selection.selected) {
      const path = resourcePath(resource, namespaceOf(args), name);
      const live = yield* ask({ verb: 'get', path });
      if (!success(live)) {
        report.fail(errorOf(live));
        continue;
      }
      const body = { spec: { replicas } };
      const answer = yield* ask({
        verb: 'patch',
        path: `${path}/scale`,
        contentType: 'application/merge-patch+json',
        body,
      });
      if (success(answer)) report.print(`${printedName(resource, name)} scaled`);
      else report.fail(errorOf(answer));
    }
    return report.outcome();
  },
};
