import type { Calls } from '../../api/calls.ts';
import { at, type Fields, textOf } from '../../api/fields.ts';
import { timeProblem } from '../../decoding/go-time.ts';
import { ask, type Command, namespaceOf, success } from '../context.ts';
import { listed } from '../describers/listing.ts';
import { durationMs } from '../duration.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { containerNames, defaultContainer, podBehind, podsBehind } from '../pod-behind.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';

const seeHelp = "See 'kubectl logs -h' for help and examples";
const usage =
  "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command";

/** What containers have printed. Source: v1.35 kubectl pkg/cmd/logs/logs.go */
export const logs: Command = {
  name: 'logs',
  flags: {
    container: 'value',
    previous: 'switch',
    follow: 'switch',
    tail: 'number',
    timestamps: 'switch',
    since: 'duration',
    'since-time': 'value',
    'limit-bytes': 'number',
    selector: 'value',
    'all-containers': 'switch',
    'all-pods': 'switch',
    prefix: 'switch',
    'max-log-requests': 'number',
    'ignore-errors': 'switch',
    'insecure-skip-tls-verify-backend': 'switch',
    'pod-running-timeout': 'duration',
  },
  short: { p: 'previous', f: 'follow' },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const [word, given, ...more] = args.words;
    const selector = flag(args, 'selector');
    const problem = problemOf(args, selector, word, given, more);
    if (problem !== undefined) {
      report.fail(plain(problem));
      return report.outcome();
    }
    const pods = yield* podsFor(report, args, word, selector);
    const follows = isOn(args, 'follow') && followsOne(args, pods);
    for (const pod of pods) yield* printPod(report, args, pod, flag(args, 'container') ?? given, follows);
    if (isOn(args, 'follow') && !followsOne(args, pods) && pods.some(isRunning)) report.tell(notFollowed);
    return report.outcome();
  },
};

/** Streams of several containers come at once, which is not modelled. */
const notFollowed = 'PodScope follows the log of one container at a time: this is what had been printed so far';

const followsOne = (args: Arguments, pods: readonly Fields[]): boolean =>
  pods.length === 1 && !isOn(args, 'all-containers');

const isRunning = (pod: Fields): boolean => !['Succeeded', 'Failed'].includes(textOf(at(pod, 'status', 'phase')));

function problemOf(
  args: Arguments,
  selector: string | undefined,
  word: string | undefined,
  given: string | undefined,
  more: readonly string[],
): string | undefined {
  if ((selector === undefined && word === undefined) || more.length > 0) return `${usage}\n${seeHelp}`;
  if (selector !== undefined && word !== undefined) return `only a selector (-l) or a POD name is allowed\n${seeHelp}`;
  if (args.flags.has('since') && args.flags.has('since-time'))
    return 'at most one of `sinceTime` or `sinceSeconds` may be specified';
  const container = flag(args, 'container') ?? given;
  if (isOn(args, 'all-containers') && container !== undefined)
    return `--all-containers=true should not be specified with container name ${container}`;
  if (args.flags.has('container') && given !== undefined)
    return 'only one of -c or an inline [CONTAINER] arg is allowed';
  if (Number(flag(args, 'limit-bytes') ?? 0) < 0) return '--limit-bytes must be greater than 0';
  if (Number(flag(args, 'tail') ?? -1) < -1) return '--tail must be greater than or equal to -1';
  if ((durationMs(flag(args, 'since') ?? '0') ?? 0) < 0) return '--since must be greater than 0';
  const sinceTime = flag(args, 'since-time') ?? '';
  return sinceTime === '' ? undefined : timeProblem(sinceTime, 'seconds');
}

/** A duration is rounded to seconds, half a one upwards. */
function sinceQuery(args: Arguments): readonly string[] {
  const ms = durationMs(flag(args, 'since') ?? '0') ?? 0;
  const time = flag(args, 'since-time') ?? '';
  if (ms > 0) return [`sinceSeconds=${Math.round(ms / 1000)}`];
  return time === '' ? [] : [`sinceTime=${encodeURIComponent(time)}`];
}

function* podsFor(
  report: Report,
  args: Arguments,
  word: string | undefined,
  selector: string | undefined,
): Calls<readonly Fields[]> {
  const namespace = namespaceOf(args);
  if (word !== undefined && isOn(args, 'all-pods')) return yield* podsBehind(report, word, namespace);
  if (word !== undefined) {
    const pod = yield* podBehind(report, word, namespace);
    return pod === undefined ? [] : [pod];
  }
  const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=${encodeURIComponent(selector ?? '')}`;
  const pods = yield* listed(path);
  if (pods.length === 0) report.tell(`No resources found in ${namespace} namespace.`);
  return pods;
}

function* printPod(
  report: Report,
  args: Arguments,
  pod: Fields,
  given: string | undefined,
  follows: boolean,
): Calls<void> {
  const name = textOf(at(pod, 'metadata', 'name'));
  const namespace = textOf(at(pod, 'metadata', 'namespace'));
  const { all } = containerNames(pod);
  if (given !== undefined && !all.includes(given)) {
    report.fail(plain(`container ${given} is not valid for pod ${name}`));
    return;
  }
  const containers = isOn(args, 'all-containers') ? inStartingOrder(pod) : [given ?? defaultContainer(report, pod)];
  for (const container of containers) {
    const tail = tailOf(args);
    const query = [
      `container=${container}`,
      ...(follows ? ['follow=true'] : []),
      ...(args.flags.has('limit-bytes') ? [`limitBytes=${flag(args, 'limit-bytes')}`] : []),
      ...(isOn(args, 'previous') ? ['previous=true'] : []),
      ...sinceQuery(args),
      ...(tail === -1 ? [] : [`tailLines=${tail}`]),
      ...(isOn(args, 'timestamps') ? ['timestamps=true'] : []),
    ].join('&');
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/log?${query}`;
    const answer = yield* ask({ verb: 'get', path, ...(follows ? { follows: true as const } : {}) });
    if (!success(answer)) {
      const error = errorOf(answer);
      if (!isOn(args, 'ignore-errors')) {
        report.fail(error);
        return;
      }
      report.print(`error: ${error.kind === 'status' ? error.status.message : 'connection refused'}`);
      continue;
    }
    const prefix = isOn(args, 'prefix') || isOn(args, 'all-pods') ? `[pod/${name}/${container}] ` : '';
    for (const line of linesOf(textOf(answer.body))) report.write(`${prefix}${line}`);
  }
}

/** Those that begin before the others first. */
function inStartingOrder(pod: Fields): readonly string[] {
  const inits = containerNames({ spec: { initContainers: at(pod, 'spec', 'initContainers') } }).all;
  const others = containerNames(pod).all.filter((name) => !inits.includes(name));
  return [...inits, ...others];
}

/** Of several Pods the last ten lines each, unless more are asked for. */
function tailOf(args: Arguments): number {
  const given = flag(args, 'tail');
  return given === undefined ? (args.flags.has('selector') ? 10 : -1) : Number(given);
}

/** With their line breaks. */
const linesOf = (text: string): readonly string[] => text.split(/(?<=\n)/).filter((line) => line !== '');
