import type { Decision } from '../../kubernetes/scheduling/decision.ts';
import type { ClusterSnapshot } from '../../kubernetes/scheduling/framework.ts';
import { type Shortage, shortages } from '../../kubernetes/scheduling/plugins/node-resources-fit.ts';
import { written } from '../../kubernetes/scheduling/what-if/amounts.ts';
import type { Capacity } from '../../kubernetes/scheduling/what-if/capacity.ts';
import type { Change } from '../../kubernetes/scheduling/what-if/change.ts';
import type { Fix } from '../../kubernetes/scheduling/what-if/tried.ts';
import type { Answer } from './decide-for.ts';

/** An answer to be read: a sentence, the nodes, and what else was asked. */
export function answerTable(answer: Answer): string {
  const { decision, fixes, capacity, explained } = answer;
  const parts = [headline(decision), rows(nodeRows(answer))];
  if (explained && decision.scored !== undefined) parts.push(rows(scoreRows(decision)));
  if (fixes !== undefined) parts.push(fixLines(fixes));
  if (capacity !== undefined) parts.push(capacityLines(capacity));
  return `${parts.join('\n')}\n`;
}

function headline({ pod, chosen, message, scored, filtered, preemption }: Decision): string {
  const { name } = pod.metadata;
  if (chosen === undefined) {
    const room = preemption?.selected;
    const victims = room?.pods.map(({ metadata }) => metadata.name).join(', ');
    return `${name} stays Pending: ${message}\n${room === undefined ? '' : `${room.node} would be promised to it: ${victims} would make room.\n`}`;
  }
  const node = chosen.node.metadata.name;
  if (scored === undefined)
    return `${name} goes to ${node}, the only one of ${filtered.order.length} nodes that fits.\n`;
  const total = Math.max(...scored.totals);
  const ties = scored.totals.filter((each) => each === total).length;
  return `${name} goes to ${node} with ${total} points; ${filtered.feasible.length} of ${filtered.order.length} nodes fit${ties > 1 ? `, and ${ties} of them have as many points` : ''}.\n`;
}

/** More nodes than this are told together. */
const mostRows = 12;

/** By total, then the refused ones with why; in a large cluster those refused alike together. */
function nodeRows({ decision, snapshot, explained }: Answer): readonly (readonly string[])[] {
  const { filtered, scored, chosen } = decision;
  const total = new Map(scored?.feasible.map(({ node }, i) => [node.metadata.name, scored.totals[i] ?? 0]));
  const fitting = filtered.feasible.map(({ node }) => node.metadata.name);
  const best = chosen?.node.metadata.name;
  const rank = (name: string): number => (name === best ? Number.POSITIVE_INFINITY : (total.get(name) ?? 0));
  const all = explained || filtered.order.length <= mostRows;
  const shown = fitting.toSorted((a, b) => rank(b) - rank(a)).slice(0, all ? fitting.length : mostRows);
  const left = fitting.length - shown.length;
  return [
    ['NODE', 'TOTAL', 'VERDICT'],
    ...shown.map((name) => [name, String(total.get(name) ?? '-'), name === best ? 'chosen' : 'fits']),
    ...(left > 0 ? [[`${left} more`, '-', 'fit']] : []),
    ...refusedRows(decision, snapshot, all),
  ];
}

function refusedRows({ pod, filtered }: Decision, snapshot: ClusterSnapshot, all: boolean): readonly string[][] {
  const infos = new Map(snapshot.nodes.map((info) => [info.node.metadata.name, info]));
  const groups = new Map<string, { names: string[]; says: string; lacks: number }>();
  for (const [name, { plugin, reasons }] of filtered.refused) {
    const info = infos.get(name);
    const short = info === undefined || plugin !== 'NodeResourcesFit' ? [] : shortages(pod, info);
    const lacks = short.reduce((sum, { asked, free }) => sum + (asked - free) / asked, 0);
    const key = `${plugin === null ? '' : `${plugin}: `}${reasons.join(', ')}`;
    const says = `${key}${short.map(figures).join('')}`;
    const group = groups.get(all ? name : key);
    if (group === undefined) groups.set(all ? name : key, { names: [name], says, lacks });
    else {
      // The nearest speaks for them.
      if (lacks < group.lacks) Object.assign(group, { says, lacks, names: [name, ...group.names] });
      else group.names.push(name);
    }
  }
  return [...groups.values()].map(({ names, says }) => [
    names.length === 1 ? (names[0] ?? '') : `${names[0]} and ${names.length - 1} more`,
    '-',
    says,
  ]);
}

const figures = ({ resource, asked, free, allocatable }: Shortage): string =>
  `; asks ${written(resource, asked)} of ${resource}, ${written(resource, free)} of ${written(resource, allocatable)} is free`;

/** What each plugin gave: weight times 0 to 100. */
function scoreRows({ scored }: Decision): readonly (readonly string[])[] {
  const plugins = scored?.plugins ?? [];
  return [
    ['NODE', ...plugins.map(({ plugin }) => plugin)],
    ...(scored?.feasible ?? []).map(({ node }, i) => [
      node.metadata.name,
      ...plugins.map(({ weight, normalized }) => `${weight}x${normalized[i] ?? 0}`),
    ]),
  ];
}

const inWords = (change: Change): string => {
  if (change.on === 'cluster') return change.kubectl === undefined ? change.says : `kubectl ${change.kubectl}`;
  const { field, from, to } = change;
  if (to === undefined) return `drop ${field}${from === undefined ? '' : ` (${from})`}`;
  return from === undefined ? `add ${field}: ${to}` : `${field}: ${from} -> ${to}`;
};

function fixLines(fixes: readonly Fix[]): string {
  if (fixes.length === 0) return 'No small change makes it fit.\n';
  const lines = fixes.map(
    ({ changes, chosen, feasible }) =>
      `  ${changes.map(inWords).join('; ')}\n      fits on ${feasible} ${feasible === 1 ? 'node' : 'nodes'}; goes to ${chosen}`,
  );
  return `Smallest changes, each tried:\n${lines.join('\n')}\n`;
}

function capacityLines({ count, atLeast, nodes }: Capacity): string {
  const head = `${atLeast ? 'At least ' : ''}${count} more of this Pod fit, one after the other:`;
  const taking = nodes.filter((each) => each.count > 0).toSorted((a, b) => b.count - a.count);
  const none = new Map<string, number>();
  for (const { count: more, refusedBy } of nodes)
    if (more === 0) none.set(why(refusedBy), (none.get(why(refusedBy)) ?? 0) + 1);
  const shown = taking.slice(0, taking.length > 2 * mostRows ? mostRows : taking.length);
  const left = taking.slice(shown.length);
  return `${head}\n${rows([
    ['NODE', 'MORE', 'THEN'],
    ...shown.map((each) => [each.node, String(each.count), why(each.refusedBy)]),
    ...(left.length > 0
      ? [[`${left.length} more nodes`, String(left.reduce((sum, each) => sum + each.count, 0)), '']]
      : []),
    ...[...none].map(([reason, nodesOfIt]) => [`${nodesOfIt} ${nodesOfIt === 1 ? 'node' : 'nodes'}`, '0', reason]),
  ])}`;
}

const why = (refusal: Capacity['nodes'][number]['refusedBy']): string => refusal?.reasons.join(', ') ?? '';

/** Columns as wide as their widest word, three spaces apart, as kubectl has them. */
function rows(all: readonly (readonly string[])[]): string {
  const widths = (all[0] ?? []).map((_, i) => Math.max(...all.map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd((widths[i] ?? 0) + 3)))
      .join('')
      .trimEnd();
  return `${all.map(line).join('\n')}\n`;
}
