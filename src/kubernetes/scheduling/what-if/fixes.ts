import type { Decision, Refusal } from '../decision.ts';
import { prepareFilters, refusalOf } from '../filter-nodes.ts';
import type { NodeInfo } from '../framework.ts';
import { shortages } from '../plugins/node-resources-fit.ts';
import type { Profile } from '../profile.ts';
import { type Change, keyOf } from './change.ts';
import { fixers } from './fixers/index.ts';
import { newNodes } from './new-node.ts';
import { changed, type Situation } from './situation.ts';
import { costOf, type Fix, tried } from './tried.ts';

export interface FixOptions {
  /** Only changes that lead to this node. */
  readonly node?: string;
  /** How many at most. */
  readonly most?: number;
}

/** More changes than this at once are no small fix. */
const mostChanges = 4;

/** Of nodes that were refused for the same reasons, so many are looked at. */
const alike = 12;

/**
 * What would make the Pod fit, cheapest first. Each was tried: the scheduler decided again, with the changes made.
 * Nothing else but the two sides of a refusal is changed: the Pod, or the node and what runs on it.
 */
export function* smallestFixes(
  { preempt: _, ...situation }: Situation,
  profile: Profile,
  decision: Decision,
  { node, most = 8 }: FixOptions = {},
): Generator<Fix> {
  const found = new Map<string, readonly Change[]>();
  const add = (changes: readonly Change[] | undefined): void => {
    if (changes === undefined || changes.length === 0) return;
    const key = changes.map(keyOf).sort().join('\n');
    if (!found.has(key)) found.set(key, changes);
  };
  for (const info of nearest(situation, decision, node))
    for (const side of ['pod', 'cluster', 'either'] as const) add(wayTo(situation, profile, info, side));
  if (node === undefined) for (const added of newNodes(situation.pod, situation.snapshot.nodes)) add([added]);
  const inOrder = [...found.values()].map((changes) => ({ changes, cost: costOf(changes) }));
  const shapes = new Set<string>();
  for (const { changes, cost } of inOrder.sort((a, b) => a.cost - b.cost)) {
    const shape = changes.map(shapeOf).sort().join('\n');
    if (shapes.has(shape)) continue;
    if (changes.some((_, i) => changes.length > 1 && helpsWithout(situation, profile, changes, i, node))) continue;
    const fix = tried(situation, profile, changes, cost);
    if (
      fix.chosen === undefined ||
      (node !== undefined && fix.chosen !== node && !fits(situation, profile, changes, node))
    )
      continue;
    yield { ...fix, ...told(situation, profile, decision, fix, node) };
    shapes.add(shape);
    if (shapes.size >= most) return;
  }
}

/** What the change does, for whoever reads of it. */
function told(
  situation: Situation,
  profile: Profile,
  { filtered: { refused } }: Decision,
  { chosen = '', changes: [first, second] }: Fix,
  node: string | undefined,
): Pick<Fix, 'asked' | 'lifts' | 'firstAlone'> {
  const plugin = refused.get(chosen)?.plugin ?? undefined;
  const alike = [...refused.values()].filter((each) => each.plugin === plugin).length;
  const alone =
    first === undefined || second === undefined
      ? undefined
      : refusalAt(changed(situation, [first]), profile, node ?? chosen);
  return {
    ...(node === undefined ? {} : { asked: node }),
    ...(plugin === undefined ? {} : { lifts: { plugin, nodes: alike } }),
    ...(alone === undefined ? {} : { firstAlone: alone }),
  };
}

/** Whether one of the changes is not needed: the smallest fix has none to spare. */
function helpsWithout(
  situation: Situation,
  profile: Profile,
  changes: readonly Change[],
  i: number,
  node: string | undefined,
): boolean {
  const left = changes.toSpliced(i, 1);
  return node === undefined
    ? tried(situation, profile, left).chosen !== undefined
    : fits(situation, profile, left, node);
}

/** Changes of the same kind differ in their numbers and nodes alone: of those the cheapest is enough. */
const shapeOf = (change: Change): string =>
  change.on === 'pod' ? `${change.field} ${change.to === undefined}` : change.says.replace(/ .*/, '');

const fits = (situation: Situation, profile: Profile, changes: readonly Change[], node: string): boolean =>
  refusalAt(changed(situation, changes), profile, node) === undefined;

/** Why one node is none for the Pod; undefined where it is one. */
function refusalAt(situation: Situation, profile: Profile, node: string): Refusal | undefined {
  const { filters, rejection, only } = prepareFilters(situation, profile);
  if (rejection !== undefined) return rejection;
  const info = situation.snapshot.nodes.find((each) => each.node.metadata.name === node);
  if (info === undefined || (only !== undefined && !only.has(node)))
    return { plugin: 'NodeAffinity', code: 'UnschedulableAndUnresolvable', reasons: [] };
  return refusalOf(filters, info, situation.nominated?.(node));
}

type Side = Change['on'] | 'either';

/** The changes that lead to one node: what refuses it first is lifted, then what refuses it then. */
function wayTo(situation: Situation, profile: Profile, { node }: NodeInfo, side: Side): readonly Change[] | undefined {
  const changes: Change[] = [];
  let now = situation;
  for (;;) {
    const info = now.snapshot.nodes.find((each) => each.node.metadata.name === node.metadata.name);
    if (info === undefined) return undefined;
    const refusal = refusalAt(now, profile, node.metadata.name);
    if (refusal === undefined) return changes;
    if (changes.length >= mostChanges) return undefined;
    const offered = fixers[refusal.plugin ?? '']?.(now, info, refusal) ?? [];
    const [cheapest] = offered.filter(({ on }) => side === 'either' || on === side).sort((a, b) => a.cost - b.cost);
    if (cheapest === undefined) return undefined;
    changes.push(cheapest);
    now = changed(now, [cheapest]);
  }
}

/** The nodes that lack least, some of every group that was refused alike. */
function nearest({ pod, snapshot }: Situation, { filtered }: Decision, wanted?: string): readonly NodeInfo[] {
  if (wanted !== undefined) return snapshot.nodes.filter(({ node }) => node.metadata.name === wanted);
  const groups = new Map<string, { info: NodeInfo; lacks: number }[]>();
  for (const info of snapshot.nodes) {
    const refusal = filtered.refused.get(info.node.metadata.name);
    if (refusal === undefined) continue;
    const taints = (info.node.spec?.taints ?? []).map(({ key, value, effect }) => `${key}=${value}:${effect}`).join();
    const key = `${refusal.plugin} ${refusal.reasons.join()} ${refusal.plugin === 'TaintToleration' ? taints : ''}`;
    const lacks = shortages(pod, info).reduce((sum, { asked, free }) => sum + (asked - free) / asked, 0);
    const group = groups.get(key) ?? [];
    group.push({ info, lacks });
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) =>
    group
      .sort((a, b) => a.lacks - b.lacks)
      .slice(0, alike)
      .map(({ info }) => info),
  );
}
