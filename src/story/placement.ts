import type { Decision, Millis } from '../trace/trace.ts';
import type { Story } from './tell.ts';

/** What the scheduler decided about one Pod, node by node. */
export interface Placement {
  readonly at: Millis;
  readonly about: string;
  readonly says: string;
  readonly chosen: string | undefined;
  readonly rows: readonly PlacementRow[];
  readonly plugins: readonly string[];
}

export interface PlacementRow {
  readonly node: string;
  readonly refusedBy: string | undefined;
  readonly reasons: readonly string[];
  readonly scores: Readonly<Record<string, number>>;
  readonly total: number | undefined;
}

/** The last decision at the cursor, about a followed Pod if one is given. */
export function placementAt({ index }: Story, at: Millis, about: string | undefined): Placement | undefined {
  const mine = index.decisions.filter((decision) => decision.at <= at && decision.who.startsWith('kube-scheduler'));
  const wanted = about !== undefined && mine.some((decision) => decision.about === about) ? about : undefined;
  const filter = mine.findLast(({ kind, about: key }) => kind === 'filter' && (wanted === undefined || key === wanted));
  if (!filter) return undefined;
  const score = mine.find(({ kind, about: key, id }) => kind === 'score' && key === filter.about && id > filter.id);
  return placement(filter, score, index.trace.nodes);
}

function placement(filter: Decision, score: Decision | undefined, nodes: readonly string[]): Placement {
  const refused = record(filter.data?.['refused']);
  const scores = record(score?.data?.['scores']);
  const totals = record(score?.data?.['totals']);
  const chosen = score?.data?.['chosen'];
  const feasible = Array.isArray(filter.data?.['feasible']) ? filter.data['feasible'].map(String) : [];
  const names = [...new Set([...feasible, ...Object.keys(refused), ...nodes])];
  const rows = names.map((node): PlacementRow => {
    const verdict = record(refused[node]);
    const reasons = verdict['reasons'];
    return {
      node,
      refusedBy: node in refused ? String(verdict['plugin'] ?? 'a filter') : undefined,
      reasons: Array.isArray(reasons) ? reasons.map(String) : [],
      scores: numbers(scores[node]),
      total: typeof totals[node] === 'number' ? totals[node] : undefined,
    };
  });
  return {
    at: filter.at,
    about: filter.about,
    says: score?.says ?? filter.says,
    chosen: typeof chosen === 'string' ? chosen : undefined,
    rows: rows.toSorted((a, b) => rank(a) - rank(b)),
    plugins: [...new Set(rows.flatMap((row) => Object.keys(row.scores)))],
  };
}

/** By total, the refused ones last. */
const rank = ({ refusedBy, total = 0 }: PlacementRow): number => (refusedBy === undefined ? -total : 1e9);

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

function numbers(value: unknown): Record<string, number> {
  return Object.fromEntries(
    Object.entries(record(value)).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}
