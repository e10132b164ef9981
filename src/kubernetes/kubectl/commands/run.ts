import type { Calls } from '../../api/calls.ts';
import { resourceForKind } from '../../api/resources.ts';
import type { Manifest } from '../../api/types.ts';
import { type Command, namespaceOf } from '../context.ts';
import { type Arguments, flag, flagList, isOn } from '../flags.ts';
import { type Outcome, plain, Report } from '../report.ts';
import { notModelled } from './not-modelled.ts';
import { post } from './post.ts';

const attaching = ['rm', 'attach', 'stdin', 'tty', 'expose', 'overrides'] as const;

/** `kubectl run nginx --image=nginx`: a bare Pod. Source: v1.35 kubectl pkg/cmd/run/run.go, pkg/generate/versioned/run.go */
export const run: Command = {
  name: 'run',
  flags: {
    image: 'value',
    'image-pull-policy': 'value',
    env: 'list',
    port: 'value',
    labels: 'value',
    annotations: 'list',
    restart: 'value',
    command: 'switch',
    privileged: 'switch',
    'dry-run': 'optional',
    output: 'value',
    'field-manager': 'value',
    rm: 'switch',
    attach: 'switch',
    stdin: 'switch',
    tty: 'switch',
    quiet: 'switch',
    expose: 'switch',
    overrides: 'value',
  },
  short: { l: 'labels' },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    const problem = problemOf(args);
    const resource = resourceForKind('v1', 'Pod');
    if (problem !== undefined || resource === undefined) {
      report.fail(plain(problem ?? ''));
      return report.outcome();
    }
    const namespace = namespaceOf(args);
    yield* post(report, args, context, resource, namespace, podFor(args), undefined, 'kubectl-run');
    return report.outcome();
  },
};

function problemOf(args: Arguments): string | undefined {
  const option = attaching.find((each) => isOn(args, each));
  const restart = flag(args, 'restart') ?? 'Always';
  if (args.words.length === 0) return "NAME is required for run\nSee 'kubectl run -h' for help and examples";
  if (!args.flags.has('image')) return 'required flag(s) "image" not set';
  if (option !== undefined) return notModelled(`run --${option}`);
  return ['Always', 'OnFailure', 'Never'].includes(restart)
    ? undefined
    : `invalid restart policy: ${restart}\nSee 'kubectl run -h' for help and examples`;
}

function podFor(args: Arguments): Manifest {
  const [name = '', ...more] = args.words;
  const words = [...more, ...(args.behind ?? [])];
  const port = Number(flag(args, 'port') ?? 0);
  const annotations = flagList(args, 'annotations');
  const container = {
    name,
    image: flag(args, 'image') ?? '',
    ...(words.length === 0 ? {} : { [isOn(args, 'command') ? 'command' : 'args']: words }),
    ...(port > 0 ? { ports: [{ containerPort: port }] } : {}),
    ...(args.flags.has('env') ? { env: (args.flags.get('env') ?? []).map(variable) } : {}),
    ...(args.flags.has('image-pull-policy') ? { imagePullPolicy: flag(args, 'image-pull-policy') } : {}),
    ...(isOn(args, 'privileged') ? { securityContext: { privileged: true } } : {}),
    resources: {},
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      labels: args.flags.has('labels') ? pairsOf((flag(args, 'labels') ?? '').split(',')) : { run: name },
      ...(annotations.length === 0 ? {} : { annotations: pairsOf(annotations) }),
    },
    spec: { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy: flag(args, 'restart') ?? 'Always' },
  } as Manifest;
}

const splitOnce = (text: string): readonly [string, string] => {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
};

const pairsOf = (texts: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(texts.filter((text) => text !== '').map(splitOnce));

function variable(text: string): { readonly name: string; readonly value: string } {
  const [name, value] = splitOnce(text);
  return { name, value };
}
