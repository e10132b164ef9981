import type { Calls } from '../../api/calls.ts';
import { resourceForKind } from '../../api/resources.ts';
import { applyJsonPatch, jsonMergePatch, strategicMerge } from '../../api/strategic-merge.ts';
import type { Manifest } from '../../api/types.ts';
import { type Command, type KubectlContext, namespaceOf } from '../context.ts';
import { type Arguments, flag, flagList, isOn } from '../flags.ts';
import { withLastApplied } from '../last-applied.ts';
import { type Outcome, plain, Report } from '../report.ts';
import { notModelled } from './not-modelled.ts';
import { isClientDryRun, isServerDryRun, post } from './post.ts';

const attaching = ['attach', 'stdin', 'tty'] as const;

/** `kubectl run nginx --image=nginx`: a bare Pod. Source: v1.35 kubectl pkg/cmd/run/run.go, pkg/generate/versioned/run.go */
export const run: Command = {
  name: 'run',
  flags: {
    image: 'value',
    'image-pull-policy': 'value',
    env: 'list',
    port: 'number',
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
    'override-type': 'value',
    'save-config': 'switch',
    'leave-stdin-open': 'switch',
    'pod-running-timeout': 'duration',
    'show-managed-fields': 'switch',
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
    const made = overridden(args, placed(args, podFor(args)));
    if ('error' in made) {
      report.fail(plain(made.error));
      return report.outcome();
    }
    if (isOn(args, 'expose')) yield* exposePod(report, args, context);
    const pod = isOn(args, 'save-config') ? withLastApplied(made.manifest) : made.manifest;
    yield* post(report, args, context, resource, namespaceOf(args), pod, undefined, 'kubectl-run');
    return report.outcome();
  },
};

/** Source: v1.35 kubectl pkg/cmd/run/run.go Validate */
function problemOf(args: Arguments): string | undefined {
  if (!args.flags.has('image')) return 'required flag(s) "image" not set';
  if (args.words.length === 0) return 'NAME is required for run';
  const image = flag(args, 'image') ?? '';
  if (image === '') return '--image is required';
  if (/[\sA-Z]/.test(image.split(':')[0] ?? '')) return `Invalid image name "${image}": invalid reference format`;
  if (isOn(args, 'tty') && !isOn(args, 'stdin')) return '-i/--stdin is required for containers with -t/--tty=true';
  if (isOn(args, 'expose') && !args.flags.has('port')) return '--port must be set when exposing a service';
  const restart = flag(args, 'restart') ?? '';
  if (!['', 'Always', 'OnFailure', 'Never'].includes(restart)) return `invalid restart policy: ${restart}`;
  const labels = (flag(args, 'labels') ?? '').split(',');
  const label = args.flags.has('labels') ? labels.find((each) => each.split('=').length !== 2) : undefined;
  if (label !== undefined && flag(args, 'labels') !== '') return `unexpected label spec: ${label}`;
  const env = (args.flags.get('env') ?? []).find((each) => !/^[^=]+=/.test(each));
  if (env !== undefined) return `invalid env: ${env}`;
  const option = attaching.find((each) => isOn(args, each));
  if (isOn(args, 'rm') && option === undefined) return '--rm should only be used for attached containers';
  if (option !== undefined && (isServerDryRun(args) || isClientDryRun(args)))
    return "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)";
  const policy = flag(args, 'image-pull-policy') ?? '';
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(policy)) return `invalid image pull policy: ${policy}`;
  return option === undefined ? undefined : notModelled(`run --${option}`);
}

/** An object that is only printed says its Namespace where one is given. */
function placed(args: Arguments, manifest: Manifest): Manifest {
  const namespace = flag(args, 'namespace');
  if (namespace === undefined || !isClientDryRun(args)) return manifest;
  return { ...manifest, metadata: { ...manifest.metadata, namespace } };
}

type Overridden = { readonly manifest: Manifest } | { readonly error: string };

/** `--overrides`: a patch of what would be made. Source: v1.35 kubectl pkg/cmd/util/override_options.go */
function overridden(args: Arguments, manifest: Manifest): Overridden {
  const text = flag(args, 'overrides') ?? '';
  if (text === '') return { manifest };
  const type = flag(args, 'override-type') ?? 'merge';
  if (!['json', 'merge', 'strategic'].includes(type)) return { error: `invalid override type: ${type}` };
  let patch: unknown;
  try {
    patch = JSON.parse(text);
  } catch {
    return { error: 'Invalid JSON Patch' };
  }
  if (type === 'merge') return { manifest: jsonMergePatch(manifest, patch) as Manifest };
  if (type === 'strategic') return { manifest: strategicMerge(manifest, patch) };
  const outcome = applyJsonPatch(manifest, patch);
  return 'error' in outcome ? outcome : { manifest: outcome.object as Manifest };
}

/** `--expose`: a Service of the Pod's name for its port, made before the Pod. */
function* exposePod(report: Report, args: Arguments, context: KubectlContext): Calls<void> {
  const resource = resourceForKind('v1', 'Service');
  if (resource === undefined) return;
  const [name = ''] = args.words;
  const port = Number(flag(args, 'port'));
  const selector = args.flags.has('labels') ? pairsOf((flag(args, 'labels') ?? '').split(',')) : { run: name };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { ports: [{ protocol: 'TCP', port, targetPort: port }], selector },
    status: { loadBalancer: {} },
  } as Manifest;
  yield* post(report, args, context, resource, namespaceOf(args), service, undefined, 'kubectl-run');
  if (flag(args, 'output') === 'yaml') report.print('---');
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
    status: {},
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
