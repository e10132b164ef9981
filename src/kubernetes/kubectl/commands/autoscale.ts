import type { Calls } from '../../api/calls.ts';
import { compact, type Fields, fieldsOf } from '../../api/fields.ts';
import { isQuantity } from '../../api/quantity.ts';
import { resourceForKind, resourcePath } from '../../api/resources.ts';
import type { Manifest } from '../../api/types.ts';
import { ask, type Command, type KubectlContext, success } from '../context.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { withLastApplied } from '../last-applied.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { type LiveTarget, liveTargets } from './live-targets.ts';
import { isClientDryRun, isServerDryRun, say } from './post.ts';
import { dryRunWord } from './send-patch.ts';

const deprecated =
  "Flag --cpu-percent has been deprecated, Use --cpu with percentage or resource quantity format (e.g., '70%' for utilization or '500m' for milliCPU).";

/** Source: v1.35 kubectl pkg/cmd/autoscale/autoscale.go */
export const autoscale: Command = {
  name: 'autoscale',
  flags: {
    min: 'number',
    max: 'number',
    'cpu-percent': 'number',
    cpu: 'value',
    memory: 'value',
    name: 'value',
    filename: 'list',
    recursive: 'switch',
    output: 'value',
    'dry-run': 'optional',
    'save-config': 'switch',
    'field-manager': 'value',
  },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    if (args.flags.has('cpu-percent')) report.tell(deprecated);
    const problem = problemOf(args);
    if (problem !== undefined) {
      report.fail(plain(problem));
      return report.outcome();
    }
    const targets = yield* liveTargets(args.words, args, context, report);
    for (const target of targets) yield* autoscaleOne(report, args, context, target);
    if (targets.length === 0 && !report.failed) report.fail(plain('no objects passed to autoscale'));
    return report.outcome();
  },
};

function problemOf(args: Arguments): string | undefined {
  if (!args.flags.has('max')) return 'required flag(s) "max" not set';
  const [max, min] = [Number(flag(args, 'max')), Number(flag(args, 'min') ?? -1)];
  if (max < 1) return `--max=MAXPODS is required and must be at least 1, max: ${max}`;
  if (max < min) return `--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`;
  if (Number(flag(args, 'cpu-percent') ?? -1) > 0 && (flag(args, 'cpu') ?? '') !== '')
    return '--cpu-percent and --cpu are mutually exclusive';
  return undefined;
}

/** `80%` is a share of what is requested, anything else a quantity, in `unit` where it has none. */
function metric(name: string, text: string, unit: string): Fields | undefined {
  if (text === '') return undefined;
  const percent = /^(\d+)%$/.exec(text)?.[1];
  const value = /^\d+$/.test(text) ? `${text}${unit}` : text;
  const target =
    percent === undefined
      ? { type: 'AverageValue', averageValue: value }
      : { type: 'Utilization', averageUtilization: Number(percent) };
  return percent === undefined && !isQuantity(value) ? undefined : { type: 'Resource', resource: { name, target } };
}

function* autoscaleOne(report: Report, args: Arguments, context: KubectlContext, target: LiveTarget): Calls<void> {
  const { resource, name, namespace } = target;
  if (!resource.subresources.includes('scale')) {
    const what = `${resource.group}/${resource.version}, Resource=${resource.plural}`;
    report.fail(
      plain(
        `cannot autoscale a ${resource.kind}: could not find scale subresource for ${what} in discovery information`,
      ),
    );
    return;
  }
  const percent = flag(args, 'cpu-percent');
  const cpu = Number(percent ?? -1) > 0 ? `${percent}%` : (flag(args, 'cpu') ?? '');
  const metrics = [metric('cpu', cpu, 'm'), metric('memory', flag(args, 'memory') ?? '', 'Mi')].filter(
    (each) => each !== undefined,
  );
  const min = Number(flag(args, 'min') ?? -1);
  const made = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: compact({
      name: flag(args, 'name') ?? name,
      namespace: args.flags.has('namespace') ? namespace : undefined,
    }),
    spec: compact({
      scaleTargetRef: { kind: resource.kind, name, apiVersion: resource.apiVersion },
      minReplicas: min > 0 ? min : undefined,
      maxReplicas: Number(flag(args, 'max')),
      metrics: metrics.length === 0 ? undefined : metrics,
    }),
    status: { desiredReplicas: 0, currentMetrics: null },
  } as unknown as Manifest;
  const kind = resourceForKind(made.apiVersion, made.kind);
  if (kind === undefined) return;
  if (isClientDryRun(args)) {
    say(report, args, context, kind, made, 'created (dry run)');
    return;
  }
  const dryRun = isServerDryRun(args) ? 'dryRun=All&' : '';
  const answer = yield* ask({
    verb: 'create',
    path: `${resourcePath(kind, namespace)}?${dryRun}fieldManager=${flag(args, 'field-manager') ?? 'kubectl-autoscale'}`,
    body: isOn(args, 'save-config') ? withLastApplied(made) : made,
    contentType: 'application/json',
  });
  if (success(answer))
    say(report, args, context, kind, fieldsOf(answer.body) as unknown as Manifest, `autoscaled${dryRunWord(args)}`);
  else report.fail(errorOf(answer));
}
