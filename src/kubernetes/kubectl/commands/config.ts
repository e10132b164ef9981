import type { Calls } from '../../api/calls.ts';
import type { Command, KubectlContext } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { toJson } from '../output.ts';
import { layOut } from '../printers/table.ts';
import { toYaml } from '../printers/yaml.ts';
import { type Outcome, plain, Report, server } from '../report.ts';
import { sayHelp } from './help/subcommand-missing.ts';
import { unknownSubcommand } from './help/unknown-subcommand.ts';
import { notModelled } from './not-modelled.ts';

const cluster = 'kubernetes';

/** Each user of a scenario has a kubeconfig of their own, as kubeadm would write it. */
export const contextOf = ({ user }: KubectlContext): string => `${user}@${cluster}`;

/** Reads of the kubeconfig; what would write it is not modelled. Source: v1.35 kubectl pkg/cmd/config */
export const config: Command = {
  name: 'config',
  flags: { minify: 'switch', raw: 'switch', flatten: 'switch', output: 'value', 'no-headers': 'switch' },
  // biome-ignore lint/correctness/useYield: a command is a generator of calls, and this one has none to make.
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const [name = ''] = args.words;
    const show = subcommands[name];
    if (show !== undefined) show(report, args, context);
    else if (writing.has(name)) report.fail(plain(notModelled(`config ${name}`)));
    else if (name === '') sayHelp(report, config);
    else report.fail(unknownSubcommand('config', args.words));
    return report.outcome();
  },
};

const writing: ReadonlySet<string> = new Set([
  'delete-cluster',
  'delete-context',
  'delete-user',
  'rename-context',
  'set',
  'set-cluster',
  'set-context',
  'set-credentials',
  'unset',
  'use-context',
]);

type Show = (report: Report, args: Arguments, context: KubectlContext) => void;

const subcommands: Readonly<Record<string, Show>> = {
  view: (report, args, context) =>
    report.write(flag(args, 'output') === 'json' ? toJson(kubeconfig(context)) : toYaml(kubeconfig(context))),
  'current-context': (report, _args, context) => report.print(contextOf(context)),
  'get-contexts': (report, args, context) => {
    const names = args.words.slice(1);
    const missing = names.filter((name) => name !== contextOf(context));
    for (const name of missing) report.fail(plain(`context ${name} not found`));
    if (names.length > 0 && missing.length === names.length) return;
    if (flag(args, 'output') === 'name') report.print(contextOf(context));
    else report.write(table(args, context));
  },
  'get-clusters': (report) => report.write(`NAME\n${cluster}\n`),
  'get-users': (report, _args, context) => report.write(`NAME\n${context.user}\n`),
};

const table = (args: Arguments, context: KubectlContext): string =>
  layOut(
    {
      columns: ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'],
      rows: [['*', contextOf(context), cluster, context.user, '']],
    },
    !isOn(args, 'no-headers'),
  );

const kubeconfig = (context: KubectlContext): object => ({
  apiVersion: 'v1',
  clusters: [{ cluster: { 'certificate-authority-data': 'DATA+OMITTED', server: `https://${server}` }, name: cluster }],
  contexts: [{ context: { cluster, user: context.user }, name: contextOf(context) }],
  'current-context': contextOf(context),
  kind: 'Config',
  users: [
    { name: context.user, user: { 'client-certificate-data': 'DATA+OMITTED', 'client-key-data': 'DATA+OMITTED' } },
  ],
});
