import type { Change } from '../../kubernetes/scheduling/what-if/change.ts';
import type { Fix } from '../../kubernetes/scheduling/what-if/tried.ts';
import { plural } from '../words.ts';
import { refusalInWords } from './refusal-in-words.ts';

/** A change as one line: a field with its old and its new value, or a command. */
export interface ChangeWords {
  readonly field: string;
  readonly from?: string | undefined;
  readonly to: string;
}

/** A field that goes says so; a command has no old value. */
export function changeWords(change: Change): ChangeWords {
  if (change.on === 'cluster')
    return { field: change.kubectl === undefined ? '' : 'kubectl', to: change.kubectl ?? change.says };
  return { field: `${change.field}:`, from: change.from, to: change.to ?? 'removed' };
}

const groups: Readonly<Record<string, string>> = {
  TaintToleration: 'tainted nodes',
  NodeUnschedulable: 'cordoned nodes',
  NodeResourcesFit: 'nodes that had too little room',
  NodeAffinity: 'nodes that did not match',
  NodePorts: 'nodes on which the port is taken',
};

/** `It fits on 9 of the 24 tainted nodes.` */
export function reachWords({ feasible, atLeast, changes, lifts, asked, chosen }: Fix): string {
  if (asked !== undefined && asked !== chosen) return `${asked} fits then, too, but ${chosen} has more points.`;
  const count = `${atLeast ? 'at least ' : ''}${feasible}`;
  const [only, more] = changes;
  if (only?.on === 'pod' && more === undefined && lifts !== undefined && lifts.nodes >= feasible && lifts.nodes > 1)
    return `It fits on ${count} of the ${lifts.nodes} ${groups[lifts.plugin] ?? `nodes that ${lifts.plugin} refused`}.`;
  if (feasible === 1) return 'It is the only node that fits.';
  return `It fits on ${atLeast ? 'at least ' : ''}${plural(feasible, 'node')}.`;
}

/** `node-5 has room, then InterPodAffinity refuses it: forbids a Pod …`: why the first change is not enough. */
export function firstAloneWords({ firstAlone, asked, chosen }: Fix): string | undefined {
  if (firstAlone === undefined) return undefined;
  const words = refusalInWords(firstAlone as Parameters<typeof refusalInWords>[0]);
  return `${firstAlone.plugin ?? 'The scheduler'} then refuses ${asked ?? chosen}: ${words}`;
}
