import type { Calls } from '../api/calls.ts';
import { at, byText, type Fields, fieldsOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { resourceNamed, resourcePath } from '../api/resources.ts';
import { formatSelector, type LabelSelector } from '../api/selectors.ts';
import { ask, success } from './context.ts';
import { listed } from './describers/listing.ts';
import { pairs } from './printers/kind-printer.ts';
import { errorOf, plain, type Report } from './report.ts';

/**
 * The Pod that `nginx`, `pod/nginx` or `deployment/web` means: of what selects Pods, the one that has most to say.
 * Source: v1.35 kubectl pkg/polymorphichelpers/helpers.go GetFirstPod, attachablepodforobject.go
 */
export function* podBehind(report: Report, word: string, namespace: string): Calls<Fields | undefined> {
  const [best, ...others] = yield* podsBehind(report, word, namespace);
  if (best === undefined && !report.failed) report.fail(plain('timed out waiting for the condition'));
  else if (others.length > 0)
    report.tell(`Found ${others.length + 1} pods, using pod/${textOf(at(best, 'metadata', 'name'))}`);
  return best;
}

/**
 * The Pod that `exec` and `port-forward` turn to: the most active one, and nobody is told of the others.
 * Source: v1.35 kubectl pkg/polymorphichelpers/attachablepodforobject.go
 */
export function* attachablePod(report: Report, word: string, namespace: string): Calls<Fields | undefined> {
  const [best] = yield* podsBehind(report, word, namespace, attaching);
  if (best === undefined && !report.failed) report.fail(plain('timed out waiting for the condition'));
  return best;
}

interface Purpose {
  readonly cannot: string;
  readonly order: (a: Fields, b: Fields) => number;
}

/** All Pods that a word means, the one that has most to say first. */
export function* podsBehind(
  report: Report,
  word: string,
  namespace: string,
  { cannot, order }: Purpose = logging,
): Calls<readonly Fields[]> {
  const [kind, name] = word.includes('/') ? [word.split('/')[0] ?? '', word.split('/')[1] ?? ''] : ['pods', word];
  const resource = resourceNamed(kind);
  if (resource === undefined) {
    report.fail(plain(`the server doesn't have a resource type "${kind}"`));
    return [];
  }
  const answer = yield* ask({ verb: 'get', path: resourcePath(resource, namespace, name) });
  if (!success(answer)) {
    report.fail(errorOf(answer));
    return [];
  }
  const object = fieldsOf(answer.body);
  if (resource.kind === 'Pod') return [object];
  const selector = selectorOf(resource.kind, at(object, 'spec', 'selector'));
  if (selector === undefined) {
    const type = `*${resource.version}.${resource.kind}`;
    report.fail(plain(`${cannot} ${type}: selector for ${type} not implemented`));
    return [];
  }
  const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=${encodeURIComponent(selector)}`;
  return (yield* listed(path)).toSorted(order);
}

const withLabels: ReadonlySet<string> = new Set(['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job']);

function selectorOf(kind: string, selector: unknown): string | undefined {
  if (withLabels.has(kind)) return formatSelector(selector as LabelSelector | undefined);
  return kind === 'Service' || kind === 'ReplicationController' ? pairs(selector) : undefined;
}

const phases: Readonly<Record<string, number>> = { Unknown: 1, Pending: 2 };

/**
 * First the one on a node, then the running, the ready, the longest ready, the most often restarted, the oldest.
 * Source: v1.35 kubectl pkg/util/podutils/podutils.go ByLogging
 */
const byLogging = (a: Fields, b: Fields): number => byActivity(a, b) || restarts(b) - restarts(a) || byAge(a, b);

/** The same, but the most seldom restarted. Source: v1.35 kubectl pkg/util/podutils/podutils.go ActivePods */
const byAttaching = (a: Fields, b: Fields): number => byActivity(a, b) || restarts(a) - restarts(b) || byAge(a, b);

const logging: Purpose = { cannot: 'cannot get the logs from', order: byLogging };
const attaching: Purpose = { cannot: 'cannot attach to', order: byAttaching };

const byActivity = (a: Fields, b: Fields): number =>
  Number(placed(b)) - Number(placed(a)) ||
  phaseOf(a) - phaseOf(b) ||
  Number(readySince(b) !== undefined) - Number(readySince(a) !== undefined) ||
  byText(readySince(a) ?? '', readySince(b) ?? '');

const byAge = (a: Fields, b: Fields): number =>
  byText(textOf(at(a, 'metadata', 'creationTimestamp')), textOf(at(b, 'metadata', 'creationTimestamp')));

const placed = (pod: Fields): boolean => textOf(at(pod, 'spec', 'nodeName')) !== '';

const phaseOf = (pod: Fields): number => phases[textOf(at(pod, 'status', 'phase'))] ?? 0;

const readySince = (pod: Fields): string | undefined => {
  const ready = rowsOf(at(pod, 'status', 'conditions')).find(({ type }) => type === 'Ready');
  return ready?.status === 'True' ? textOf(ready.lastTransitionTime) : undefined;
};

const restarts = (pod: Fields): number =>
  Math.max(0, ...rowsOf(at(pod, 'status', 'containerStatuses')).map(({ restartCount }) => numberOf(restartCount) ?? 0));

/** The containers of a Pod as a person may name them; those that begin before the others come last. */
export function containerNames(pod: Fields): { readonly all: readonly string[]; readonly told: string } {
  const names = (field: string): readonly string[] =>
    rowsOf(at(pod, 'spec', field)).map((container) => textOf(container.name));
  const [main, inits, ephemeral] = [names('containers'), names('initContainers'), names('ephemeralContainers')];
  const told = [...main, ...ephemeral.map((each) => `${each} (ephem)`), ...inits.map((each) => `${each} (init)`)];
  return { all: [...main, ...ephemeral, ...inits], told: told.join(', ') };
}

/** The one that is meant where none is named, which is told if there are others. Source: v1.35 kubectl pkg/cmd/util/podcmd/podcmd.go */
export function defaultContainer(report: Report, pod: Fields): string {
  const { all, told } = containerNames(pod);
  const wanted = textOf(at(pod, 'metadata', 'annotations', 'kubectl.kubernetes.io/default-container'));
  if (all.includes(wanted)) return wanted;
  const first = all[0] ?? '';
  if (all.length > 1) report.tell(`Defaulted container "${first}" out of: ${told}`);
  return first;
}
