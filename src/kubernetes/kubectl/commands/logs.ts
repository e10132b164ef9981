import type { Calls } from '../../api/calls.ts';
import { at, rowsOf, textOf } from '../../api/fields.ts';
import { ask, type Command, namespaceOf, success } from '../context.ts';
import { flag, isOn } from '../flags.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';

/** What a container has printed. Source: v1.35 kubectl pkg/cmd/logs/logs.go */
export const logs: Command = {
  name: 'logs',
  flags: { container: 'value', previous: 'switch', follow: 'switch', tail: 'value', timestamps: 'switch' },
  short: { p: 'previous', f: 'follow' },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const [target] = args.words;
    if (target === undefined) {
      report.fail(
        plain(
          "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command",
        ),
      );
      return report.outcome();
    }
    const name = target.replace(/^pods?\//, '');
    const path = `/api/v1/namespaces/${namespaceOf(args)}/pods/${name}`;
    const pod = yield* ask({ verb: 'get', path });
    if (!success(pod)) {
      report.fail(errorOf(pod));
      return report.outcome();
    }
    const names = (field: string) => rowsOf(at(pod.body, 'spec', field)).map((container) => textOf(container.name));
    const all = [...names('containers'), ...names('initContainers')];
    const container = flag(args, 'container') ?? all[0] ?? '';
    if (!all.includes(container)) {
      report.fail(plain(`container ${container} is not valid for pod ${name}`));
      return report.outcome();
    }
    if (flag(args, 'container') === undefined && all.length > 1) {
      const inits = new Set(names('initContainers'));
      const list = all.map((each) => (inits.has(each) ? `${each} (init)` : each)).join(', ');
      report.tell(`Defaulted container "${container}" out of: ${list}`);
    }
    const previous = isOn(args, 'previous') ? '&previous=true' : '';
    const answer = yield* ask({ verb: 'get', path: `${path}/log?container=${container}${previous}` });
    if (!success(answer)) {
      report.fail(errorOf(answer));
      return report.outcome();
    }
    report.write(lastLines(textOf(answer.body), flag(args, 'tail')));
    return report.outcome();
  },
};

function lastLines(text: string, tail: string | undefined): string {
  const count = Number(tail ?? '-1');
  if (!(count >= 0)) return text;
  return text
    .split(/(?<=\n)/)
    .slice(-count || text.length)
    .join('');
}
