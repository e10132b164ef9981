import type { Calls } from '../../api/calls.ts';
import type { Fields } from '../../api/fields.ts';
import { type Resource, resources } from '../../api/resources.ts';
import { type Command, cluster, contextOf, type KubectlContext } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { layOut } from '../printers/table.ts';
import { type Outcome, plain, Report, server } from '../report.ts';
import { sayHelp } from './help/subcommand-missing.ts';
import { unknownSubcommand } from './help/unknown-subcommand.ts';
import { notModelled } from './not-modelled.ts';

/** Reads of the kubeconfig; what would write it is not modelled. Source: v1.35 kubectl pkg/cmd/config */
export const config: Command = {
  name: 'config',
  flags: {
    minify: 'switch',
    raw: 'switch',
    flatten: 'switch',
    output: 'value',
    template: 'value',
    'no-headers': 'switch',
    current: 'switch',
    'embed-certs': 'switch',
    'set-raw-bytes': 'switch',
  },
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
]);

type Show = (report: Report, args: Arguments, context: KubectlContext) => void;

const subcommands: Readonly<Record<string, Show>> = {
  view: (report, args, context) => {
    const shown: Arguments = { ...args, flags: new Map([['output', ['yaml']], ...args.flags]) };
    context.printObjects(
      report,
      shown,
      [{ resource: anyResource, objects: [kubeconfig(context)] }],
      true,
      context.now(),
    );
  },
  'use-context': (report, args, context) => {
    const [, name, ...more] = args.words;
    if (name === undefined || more.length > 0)
      report.fail(plain(`unexpected args: [${args.words.slice(1).join(' ')}]`));
    else if (name !== contextOf(context)) report.fail(plain(`no context exists with the name: "${name}"`));
    else report.print(`Switched to context "${name}".`);
  },
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

/** A kubeconfig is no resource; how it is printed does not depend on one. */
const anyResource = resources[0] as Resource;

const kubeconfig = (context: KubectlContext): Fields => ({
  apiVersion: 'v1',
  clusters: [{ cluster: { 'certificate-authority-data': 'DATA+OMITTED', server: `https://${server}` }, name: cluster }],
  contexts: [{ context: { cluster, user: context.user }, name: contextOf(context) }],
  'current-context': contextOf(context),
  kind: 'Config',
  users: [
    { name: context.user, user: { 'client-certificate-data': 'DATA+OMITTED', 'client-key-data': 'DATA+OMITTED' } },
  ],
});
