import type { Calls } from '../../../api/calls.ts';
import type { Command } from '../../context.ts';
import { type Outcome, plain, Report } from '../../report.ts';
import { kubectlCommands, notModelled } from '../not-modelled.ts';
import { type Documented, helpOf } from './help-of.ts';
import { helpTexts } from './help-texts.ts';

/** The groups in which `kubectl` alone lists its commands. Source: v1.35 kubectl pkg/cmd/cmd.go */
const groups: readonly (readonly [string, string])[] = [
  ['Basic Commands (Beginner)', 'create expose run set'],
  ['Basic Commands (Intermediate)', 'explain get edit delete'],
  ['Deploy Commands', 'rollout scale autoscale'],
  ['Cluster Management Commands', 'certificate cluster-info top cordon uncordon drain taint'],
  ['Troubleshooting and Debugging Commands', 'describe logs exec port-forward auth debug events'],
  ['Advanced Commands', 'diff apply patch replace wait'],
  ['Settings Commands', 'label annotate completion'],
  ['Other Commands', 'api-resources api-versions config plugin version'],
];

const widest = 15;

function overview(): string {
  const lists = groups.map(
    ([title, names]) =>
      `${title}:\n${names
        .split(' ')
        .map((name) => `  ${name.padEnd(widest)} ${helpTexts[name]?.says ?? ''}\n`)
        .join('')}`,
  );
  return `kubectl controls the Kubernetes cluster manager.\n\n Find more information at: https://kubernetes.io/docs/reference/kubectl/\n\n${lists.join('\n')}\nUsage:\n  kubectl [flags] [options]\n\nUse "kubectl <command> --help" for more information about a given command.\nUse "kubectl options" for a list of global command-line options (applies to all commands).\n`;
}

/** `kubectl`, `kubectl help`, `kubectl help get`, `kubectl get --help`, for the commands that there are. */
export const helpFor = (commands: () => readonly Documented[]): Command => ({
  name: 'help',
  flags: {},
  run: function* (args): Calls<Outcome> {
    yield* [];
    const report = new Report();
    const [name] = args.words[0] === 'help' ? args.words.slice(1) : args.words;
    const command = commands().find((each) => each.name === name);
    if (name === undefined) report.write(overview());
    else if (command !== undefined) report.write(helpOf(command));
    else if (kubectlCommands.includes(name)) report.fail(plain(notModelled(name)));
    else {
      report.tell(`Unknown help topic [\`${args.words.join('` `')}\`]`);
      report.exit(1);
    }
    return report.outcome();
  },
});
