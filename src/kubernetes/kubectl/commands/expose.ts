import type { Calls } from '../../api/calls.ts';
import { at, type Fields, fieldsOf, numberOf, rowsOf, textOf } from '../../api/fields.ts';
import { resourceForKind } from '../../api/resources.ts';
import type { Manifest } from '../../api/types.ts';
import { ask, type Command, type KubectlContext, success } from '../context.ts';
import { type Arguments, flag } from '../flags.ts';
import { groupKind } from '../group-kind.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';
import { post } from './post.ts';
import { pickProblem, type Target, targetsOf } from './targets.ts';

const seeHelp = "See 'kubectl expose -h' for help and examples";

/** Makes a Service for the Pods of something. Source: v1.35 kubectl pkg/cmd/expose/expose.go */
export const expose: Command = {
  name: 'expose',
  flags: {
    filename: 'list',
    protocol: 'value',
    port: 'value',
    type: 'value',
    'load-balancer-ip': 'value',
    selector: 'value',
    labels: 'value',
    'target-port': 'value',
    'external-ip': 'value',
    name: 'value',
    'session-affinity': 'value',
    'cluster-ip': 'value',
    'dry-run': 'optional',
    output: 'value',
    'field-manager': 'value',
  },
  short: { l: 'labels' },
  run: function* (args, context): Calls<Outcome> {
    const report = new Report();
    // Its --selector is the Service's own, and picks nothing.
    const flags = new Map([...args.flags].filter(([name]) => name !== 'selector'));
    const problem = pickProblem(args.words, { ...args, flags });
    if (problem !== undefined) {
      report.fail(plain(`${problem}\n${seeHelp}`));
      return report.outcome();
    }
    for (const target of yield* targetsOf(args.words, { ...args, flags }, context, report))
      yield* exposeOne(report, args, context, target);
    return report.outcome();
  },
};

const exposable = ['ReplicationController', 'Service', 'Pod', 'Deployment', 'ReplicaSet'];

function* exposeOne(report: Report, args: Arguments, context: KubectlContext, target: Target): Calls<void> {
  const { resource, namespace, name, path } = target;
  const live = yield* ask({ verb: 'get', path });
  if (!success(live)) {
    report.fail(errorOf(live));
    return;
  }
  if (!exposable.includes(resource.kind)) {
    report.fail(plain(`cannot expose a ${groupKind(resource)}`));
    return;
  }
  const odd = (flag(args, 'port') ?? '').split(',').find((word) => word !== '' && !/^[+-]?\d+$/.test(word));
  if (odd !== undefined) {
    report.fail(plain(`strconv.Atoi: parsing ${JSON.stringify(odd)}: invalid syntax`));
    return;
  }
  const object = fieldsOf(live.body);
  const selector = selectorFor(args, object);
  const ports = portsFor(args, object);
  if (typeof selector === 'string' || typeof ports === 'string') {
    report.fail(plain(`${typeof selector === 'string' ? selector : String(ports)}\n${seeHelp}`));
    return;
  }
  const service = resourceForKind('v1', 'Service');
  if (service === undefined) return;
  const labels = args.flags.has('labels')
    ? pairsOf(flag(args, 'labels') ?? '')
    : fieldsOf(at(object, 'metadata', 'labels'));
  const manifest = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: flag(args, 'name') ?? name.slice(0, 63), ...(Object.keys(labels).length > 0 ? { labels } : {}) },
    spec: specFor(args, selector, ports),
    status: { loadBalancer: {} },
  } as unknown as Manifest;
  yield* post(report, args, context, service, namespace, manifest, undefined, 'kubectl-expose', 'exposed');
}

const pairsOf = (text: string): Fields =>
  Object.fromEntries(
    text
      .split(',')
      .filter((pair) => pair.includes('='))
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );

/** Source: v1.35 kubectl pkg/polymorphichelpers/mapbasedselectorforobject.go */
function selectorFor(args: Arguments, { kind, metadata, spec }: Fields): Fields | string {
  if ((flag(args, 'selector') ?? '') !== '') return pairsOf(flag(args, 'selector') ?? '');
  const cannot = "couldn't retrieve selectors via --selector flag or introspection:";
  if (kind === 'Pod') {
    const labels = fieldsOf(fieldsOf(metadata).labels);
    return Object.keys(labels).length === 0 ? `${cannot} the pod has no labels and cannot be exposed` : labels;
  }
  const selector = fieldsOf(fieldsOf(spec).selector);
  if (kind === 'Service' || kind === 'ReplicationController')
    return Object.keys(selector).length === 0
      ? `${cannot} the ${String(kind).toLowerCase()} has no pod selector set`
      : selector;
  if (rowsOf(selector.matchExpressions).length > 0)
    return `${cannot} couldn't convert expressions - "${JSON.stringify(selector.matchExpressions)}" to map-based selector format`;
  return fieldsOf(selector.matchLabels);
}

interface Port {
  readonly port: number;
  readonly protocol: string;
}

/** Those of `--port`, else those that the containers or the Service have. */
function portsFor(args: Arguments, { kind, spec }: Fields): readonly Port[] | string {
  const pod = kind === 'Pod' || kind === 'Service' ? spec : at(spec, 'template', 'spec');
  const own =
    kind === 'Service'
      ? rowsOf(fieldsOf(spec).ports)
      : rowsOf(fieldsOf(pod).containers).flatMap(({ ports }) => rowsOf(ports));
  const found = own.map((port) => ({
    port: numberOf(port[kind === 'Service' ? 'port' : 'containerPort']) ?? 0,
    protocol: textOf(port.protocol) || 'TCP',
  }));
  const given = flag(args, 'port') ?? '';
  const wanted = given === '' ? found.map(({ port }) => port) : given.split(',').map(Number);
  if (wanted.length === 0 && flag(args, 'cluster-ip') !== 'None')
    return "couldn't find port via --port flag or introspection";
  return wanted.map((port) => ({
    port,
    protocol: flag(args, 'protocol') ?? found.find((each) => each.port === port)?.protocol ?? 'TCP',
  }));
}

/** Several ports are named port-1, port-2, … Source: v1.35 kubectl pkg/generate/versioned/service.go */
function specFor(args: Arguments, selector: Fields, ports: readonly Port[]): Fields {
  const target = flag(args, 'target-port');
  const listed = ports.map(({ port, protocol }, place) => ({
    ...(ports.length > 1 ? { name: `port-${place + 1}` } : {}),
    protocol,
    port,
    targetPort: target === undefined ? port : /^\d+$/.test(target) ? Number(target) : target,
  }));
  const given = (field: string, option: string): Fields =>
    args.flags.has(option) ? { [field]: flag(args, option) } : {};
  return {
    ...(listed.length > 0 ? { ports: listed } : {}),
    selector,
    ...given('type', 'type'),
    ...given('clusterIP', 'cluster-ip'),
    ...given('sessionAffinity', 'session-affinity'),
    ...given('loadBalancerIP', 'load-balancer-ip'),
    ...(args.flags.has('external-ip') ? { externalIPs: [flag(args, 'external-ip')] } : {}),
  };
}
