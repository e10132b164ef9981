import type { Calls } from '../../api/calls.ts';
import { at, type Fields, textOf } from '../../api/fields.ts';
import { ask, type Command, namespaceOf, success } from '../context.ts';
import { listed } from '../describers/listing.ts';
import { type Arguments, flag, isOn } from '../flags.ts';
import { containerNames, defaultContainer, podBehind } from '../pod-behind.ts';
import { errorOf, type Outcome, plain, Report } from '../report.ts';

const usage =
  "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command";

/** What containers have printed. Source: v1.35 kubectl pkg/cmd/logs/logs.go */
export const logs: Command = {
  name: 'logs',
  flags: {
    container: 'value',
    previous: 'switch',
    follow: 'switch',
    tail: 'value',
    timestamps: 'switch',
    selector: 'value',
    'all-containers': 'switch',
    prefix: 'switch',
    'max-log-requests': 'value',
    'ignore-errors': 'switch',
  },
  short: { p: 'previous', f: 'follow' },
  run: function* (args): Calls<Outcome> {
    const report = new Report();
    const [word, given, ...more] = args.words;
    const selector = flag(args, 'selector');
    if (selector === undefined && (word === undefined || more.length > 0)) {
      report.fail(plain(usage));
      return report.outcome();
    }
    if (selector !== undefined && word !== undefined) {
      report.fail(plain('only a selector (-l) or a POD name is allowed'));
      return report.outcome();
    }
    const pods = yield* podsFor(report, args, word, selector);
    for (const pod of pods) yield* printPod(report, args, pod, flag(args, 'container') ?? given);
    return report.outcome();
  },
};

function* podsFor(
  report: Report,
  args: Arguments,
  word: string | undefined,
  selector: string | undefined,
): Calls<readonly Fields[]> {
  const namespace = namespaceOf(args);
  if (word !== undefined) {
    const pod = yield* podBehind(report, word, namespace);
    return pod === undefined ? [] : [pod];
  }
  const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=${encodeURIComponent(selector ?? '')}`;
  const pods = yield* listed(path);
  if (pods.length === 0) report.tell(`No resources found in ${namespace} namespace.`);
  return pods;
}

function* printPod(report: Report, args: Arguments, pod: Fields, given: string | undefined): Calls<void> {
  const name = textOf(at(pod, 'metadata', 'name'));
  const namespace = textOf(at(pod, 'metadata', 'namespace'));
  const { all } = containerNames(pod);
  if (given !== undefined && !all.includes(given)) {
    report.fail(plain(`container ${given} is not valid for pod ${name}`));
    return;
  }
  const containers = isOn(args, 'all-containers') ? inStartingOrder(pod) : [given ?? defaultContainer(report, pod)];
  for (const container of containers) {
    const previous = isOn(args, 'previous') ? '&previous=true' : '';
    const path = `/api/v1/namespaces/${namespace}/pods/${name}/log?container=${container}${previous}`;
    const answer = yield* ask({ verb: 'get', path });
    if (!success(answer)) {
      report.fail(errorOf(answer));
      return;
    }
    const prefix = isOn(args, 'prefix') ? `[pod/${name}/${container}] ` : '';
    for (const line of lastLines(textOf(answer.body), tailOf(args))) report.write(`${prefix}${line}`);
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
function lastLines(text: string, count: number): readonly string[] {
  const lines = text.split(/(?<=\n)/).filter((line) => line !== '');
  return count < 0 || Number.isNaN(count) ? lines : count === 0 ? [] : lines.slice(-count);
}
