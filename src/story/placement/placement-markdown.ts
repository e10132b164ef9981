import { figure, resourceWord } from '../quantity-words.ts';
import type { NodeNames } from './hidden-names.ts';
import type { Placement, PlacementRow } from './placement.ts';
import { roomFor } from './placement-order.ts';
import { placementHead, placementSum, placementWhy } from './placement-why.ts';
import { refusalInWords } from './refusal-in-words.ts';

/** So many nodes are named one by one; the rest is counted. */
const mostRows = 50;

/** A decision as text for a ticket: the sentence, the nodes in the order given, and where it comes from. */
export function placementMarkdown(
  placement: Placement,
  rows: readonly PlacementRow[],
  {
    sentence,
    resource,
    names,
  }: { readonly sentence: string | undefined; readonly resource: string | undefined; readonly names: NodeNames },
): string {
  const head = [
    'node',
    ...placement.scores.map(({ plugin, weight }) => `${plugin} ×${weight}`),
    'total',
    ...(resource === undefined ? [] : [`${resourceWord(resource)} free`]),
    'refused',
  ];
  const table = rows.slice(0, mostRows).map((row) => cells(placement, row, resource, names));
  const lines = [
    `## ${names.in(placementHead(placement))}`,
    '',
    names.in(placementSum(placement)),
    ...placementWhy(placement).map((each) => names.in(each)),
    ...(sentence === undefined ? [] : ['', `> ${names.in(sentence)}`]),
    '',
    ...[head, head.map(() => '---'), ...table].map((each) => `| ${each.map(escaped).join(' | ')} |`),
    ...(rows.length > mostRows ? ['', `and ${rows.length - mostRows} more nodes.`] : []),
    '',
    'Simulated: kube-scheduler v1.35, default profile. Not modelled: scheduler extenders, dynamic resource claims.',
  ];
  return `${lines.join('\n')}\n`;
}

function cells({ scores }: Placement, row: PlacementRow, resource: string | undefined, names: NodeNames): string[] {
  const room = resource === undefined ? undefined : roomFor(row, resource);
  const why =
    row.refused === undefined
      ? row.unseen
        ? 'not looked at'
        : ''
      : `${row.refused.plugin ?? 'before the filters'}: ${names.in(refusalInWords(row.refused as Parameters<typeof refusalInWords>[0]))}`;
  return [
    names(row.node),
    ...scores.map(({ weight }, place) => {
      const given = row.scores[place];
      return given === undefined ? '' : String(given.normalized * weight);
    }),
    row.total === undefined ? '' : String(row.total),
    ...(resource === undefined
      ? []
      : [room === undefined ? '' : `${figure(resource, room.free)} of ${figure(resource, room.allocatable)}`]),
    why,
  ];
}

const escaped = (text: string): string => text.replaceAll('|', '\\|');
