import type { Container, Pod } from '../../../api/types.ts';
import type { NodeInfo } from '../../framework.ts';
import { type Shortage, shortages } from '../../plugins/node-resources-fit.ts';
import { amountOf, requestsOf, takenBy } from '../../pod-requests.ts';
import { priorityOf } from '../../preemption/importance.ts';
import { roundedDown, written } from '../amounts.ts';
import type { Change, PodChange } from '../change.ts';
import type { Edit } from '../edit.ts';
import { isOfTheNode } from '../of-the-node.ts';
import type { Fixer } from './fixer.ts';

/** Less is asked for, or somebody leaves. */
export const fitFixer: Fixer = ({ pod }, info) => {
  const short = shortages(pod, info);
  const asksLess = short.every(({ resource }) => resource !== 'pods') ? lowered(pod, short) : undefined;
  const leaving = room(pod, info);
  return [...(asksLess === undefined ? [] : [asksLess]), ...(leaving === undefined ? [] : [leaving])];
};

interface Lowered {
  readonly edit: Edit;
  readonly from: string;
  readonly to: string;
}

/** The Pod asks for no more than is free; undefined where nothing is. */
function lowered(pod: Pod, short: readonly Shortage[]): PodChange | undefined {
  const all = short.map((shortage) => lowerOne(pod, shortage));
  if (all.some((each) => each === undefined)) return undefined;
  const parts = all.flatMap((each) => each ?? []);
  const share = Math.max(...short.map(({ asked, free }) => (asked - free) / asked));
  return {
    on: 'pod',
    edits: parts.map(({ edit }) => edit),
    field: short.map(({ resource }) => `requests.${resource}`).join(', '),
    from: parts.map(({ from }) => from).join(', '),
    to: parts.map(({ to }) => to).join(', '),
    cost: 10 + 40 * share,
  };
}

interface Place {
  readonly path: Edit['path'];
  readonly quantity: string;
}

/** Where the Pod asks for the resource: for itself as a whole, or container by container. */
function places(pod: Pod, resource: string): readonly Place[] {
  const { resources, containers, initContainers = [] } = pod.spec as Pod['spec'] & Pick<Container, 'resources'>;
  const whole = resources?.requests?.[resource];
  if (whole !== undefined) return [{ path: ['spec', 'resources', 'requests', resource], quantity: whole }];
  const of = (list: 'containers' | 'initContainers', all: readonly Container[]): readonly Place[] =>
    all.flatMap((container, i) => {
      const quantity = container.resources?.requests?.[resource];
      return quantity === undefined
        ? []
        : [{ path: ['spec', list, i, 'resources', 'requests', resource] as const, quantity }];
    });
  return [...of('containers', containers), ...of('initContainers', initContainers)];
}

/** The one place takes the whole difference; several give way each by its share. */
function lowerOne(pod: Pod, { resource, asked, free }: Shortage): readonly Lowered[] | undefined {
  if (free <= 0) return undefined;
  const found = places(pod, resource);
  const [only] = found;
  if (only === undefined) return undefined;
  const overhead = asked - found.reduce((sum, { quantity }) => sum + amountOf(resource, quantity), 0);
  const lower = ({ path, quantity }: Place): Lowered => {
    const now = amountOf(resource, quantity);
    const target = found.length === 1 ? Math.min(now, free - Math.max(0, overhead)) : (now * free) / asked;
    const to = written(resource, roundedDown(resource, target));
    return { edit: { path, value: to }, from: quantity, to };
  };
  const parts = found.map(lower);
  return parts.every(({ to }) => amountOf(resource, to) > 0) ? parts : undefined;
}

/** As few Pods as can be leave the node; those that belong to every node stay, and those that matter more. */
function room(pod: Pod, info: NodeInfo): Change | undefined {
  const asked = requestsOf(pod);
  const wanted = Object.entries(asked).filter(([, amount]) => amount > 0);
  const never = wanted.some(([resource, amount]) => amount > (info.allocatable[resource] ?? 0));
  if (never) return undefined;
  const short = shortages(pod, info);
  const gives = (other: Pod): number =>
    Math.min(...short.map(({ resource, asked: a, free }) => given(other, resource) / (a - free)));
  // Whoever alone makes enough room, and no more than needed, goes; else the largest first.
  const mayLeave = (other: Pod): boolean => !isOfTheNode(other) && priorityOf(other) <= priorityOf(pod);
  const movable = info.pods.filter(mayLeave).map((other) => ({ other, share: gives(other) }));
  const alone = movable.filter(({ share }) => share >= 1).sort((a, b) => a.share - b.share)[0];
  if (alone !== undefined) return leave(info, [alone.other]);
  const leaving: Pod[] = [];
  for (const { other } of movable.sort((a, b) => b.share - a.share)) {
    leaving.push(other);
    const enough = short.every(
      ({ resource, asked: a, free }) => leaving.reduce((sum, each) => sum + given(each, resource), 0) >= a - free,
    );
    if (enough) return leave(info, leaving);
    if (leaving.length >= most) return undefined;
  }
  return undefined;
}

/** More than this is no small change. */
const most = 4;

const given = (pod: Pod, resource: string): number => (resource === 'pods' ? 1 : (takenBy(pod)[resource] ?? 0));

/** Pods are deleted; whoever owns them makes them anew, and they may come back. */
export function leave({ node }: NodeInfo, pods: readonly Pod[]): Change {
  const { name } = node.metadata;
  const [first] = pods;
  const namespace = first?.metadata.namespace ?? 'default';
  const same = pods.every((pod) => (pod.metadata.namespace ?? 'default') === namespace);
  const names = pods.map(({ metadata }) => metadata.name);
  const owned = pods.some(({ metadata }) => (metadata.ownerReferences ?? []).length > 0);
  return {
    on: 'cluster',
    ...(same ? { kubectl: `delete pod ${names.join(' ')} -n ${namespace}` } : {}),
    says: `delete ${names.join(', ')} from ${name}${owned ? ' (its owner makes a new one, which needs a place, too)' : ''}`,
    effect: { type: 'pods gone', node: name, pods },
    cost: 45 + 10 * pods.length + (owned ? 10 : 0),
  };
}
