import type { Calls } from '../../api/calls.ts';
import { at, fieldsOf, textOf } from '../../api/fields.ts';
import { ask, type Command, namespaceOf } from '../context.ts';
import { flag } from '../flags.ts';
import { attachablePod, defaultContainer } from '../pod-behind.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';

/**
 * Runs a command in a container that runs already.
 * Source: v1.35 kubectl pkg/cmd/exec/exec.go
 */
export const exec: Command = {
  name: 'exec',
  flags: { container: 'value', stdin: 'switch', tty: 'switch', quiet: 'switch', 'pod-running-timeout': 'value' },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const [target = '', ...rest] = args.words;
    const command = args.behind ?? [];
    if (args.behind === undefined && rest.length > 0) {
      const help = "See 'kubectl exec -h' for help and examples";
      report.fail(plain(`exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\n${help}`));
      return report.outcome();
    }
    if (target === '' || command.length === 0) {
      report.fail(
        plain(
          target === ''
            ? 'pod, type/name or --filename must be specified'
            : 'you must specify at least one command for the container',
        ),
      );
      return report.outcome();
    }
    const pod = yield* attachablePod(report, target, namespaceOf(args));
    if (pod === undefined) return report.outcome();
    const container = flag(args, 'container') ?? defaultContainer(report, pod);
    const path = `/api/v1/namespaces/${namespaceOf(args)}/pods/${textOf(at(pod, 'metadata', 'name'))}`;
    const words = command.map((word) => `command=${encodeURIComponent(word)}`).join('&');
    const answer = yield* ask({
      verb: 'get',
      path: `${path}/exec?${words}&container=${container}&stderr=true&stdout=true`,
    });
    if (answer.code !== 101) {
      const error = errorOf(answer);
      // What comes through the upgraded connection is no answer of the API server any more.
      const behind = error.kind === 'status' && error.status.reason === 'InternalError';
      report.fail(behind ? plain(error.status.message) : error);
      return report.outcome();
    }
    const { stdout, stderr, exitCode, notModelled } = fieldsOf(answer.body);
    report.write(textOf(stdout));
    if (typeof notModelled === 'string') {
      report.fail(plain(`PodScope does not model ${unmodelledPart(command, notModelled)}`));
      return report.outcome();
    }
    const printed = textOf(stderr);
    if (printed !== '') report.tell(printed.replace(/\n$/, ''));
    if (typeof exitCode === 'number' && exitCode !== 0) {
      report.tell(`command terminated with exit code ${exitCode}`);
      report.exit(exitCode);
    }
    return report.outcome();
  },
};

/** The command by its name where it stands alone; inside a script, what of it was not understood. */
function unmodelledPart([name = '', ...rest]: readonly string[], says: string): string {
  const whole = [name, ...rest].join(' ');
  const part = says.includes(`the command "${whole}"`)
    ? `the command "${name}"`
    : says.replace(/; it counts as .*$/s, '');
  return part.startsWith('the command ') ? `${part} in a container` : part;
}
