import type { FilterRecord, ResourceFigures, ScoreRecord } from '../kubernetes/scheduling/decision-record.ts';
import type { Decision, EntryId, Millis } from '../trace/trace.ts';
import type { Story } from './tell.ts';

/** What the scheduler decided about one Pod, node by node, as the run has it. */
export interface Placement {
  /** Of the trace: the look at the nodes. */
  readonly id: EntryId;
  readonly at: Millis;
  /** Key of the Pod: `pods/default/nginx`. */
  readonly about: string;
  readonly says: string;
  readonly chosen: string | undefined;
  /** The filters in their order; a skipped one has nothing to say about this Pod. */
  readonly filters: FilterRecord['plugins'];
  /** The scores in their order; none where nothing was scored. */
  readonly scores: readonly { readonly plugin: string; readonly weight: number }[];
  /** By total, then in the scheduler's order; the refused ones after them, those not looked at last. */
  readonly rows: readonly PlacementRow[];
  /** What the Pod asks for; cpu in millicores, the rest in its own unit. */
  readonly asked: FilterRecord['asked'];
}

export interface PlacementRow {
  readonly node: string;
  /** Who refused it, and why; without a plugin where it was left out before. */
  readonly refused: FilterRecord['refused'][string] | undefined;
  /** Whether it was not looked at, since enough others had been found. */
  readonly unseen: boolean;
  /** For each of the scores. */
  readonly scores: readonly { readonly raw: number; readonly normalized: number }[];
  readonly total: number | undefined;
  /** What it has and had given away then, of each resource the Pod asks for. */
  readonly figures: Readonly<Record<string, { readonly allocatable: number; readonly requested: number }>>;
}

/** The last decision at the cursor, about a followed Pod if one is given. */
export function placementAt({ index }: Story, at: Millis, about: string | undefined): Placement | undefined {
  const mine = index.decisions.filter((decision) => decision.at <= at && decision.who.startsWith('kube-scheduler'));
  const wanted = about !== undefined && mine.some((decision) => decision.about === about) ? about : undefined;
  const filter = mine.findLast(({ kind, about: key }) => kind === 'filter' && (wanted === undefined || key === wanted));
  if (!filter) return undefined;
  const score = mine.find(({ kind, about: key, id }) => kind === 'score' && key === filter.about && id > filter.id);
  return placement(filter, score);
}

/** A trace that was imported, or is older, may hold less. */
const none = { asked: {}, order: [], plugins: [], feasible: [], refused: {}, figures: {} } satisfies FilterRecord;

function placement(filter: Decision, score: Decision | undefined): Placement {
  const looked: FilterRecord = { ...none, ...filter.data };
  const scored = { chosen: undefined, feasible: [], plugins: [], totals: [], ...(score?.data as Partial<ScoreRecord>) };
  return {
    id: filter.id,
    at: filter.at,
    about: filter.about,
    says: score?.says ?? filter.says,
    chosen: scored.chosen,
    filters: looked.plugins,
    scores: scored.plugins.map(({ plugin, weight }) => ({ plugin, weight })),
    rows: rowsOf(looked, scored).toSorted((a, b) => rank(a) - rank(b)),
    asked: looked.asked,
  };
}

function rowsOf(looked: FilterRecord, scored: Omit<ScoreRecord, 'chosen'>): readonly PlacementRow[] {
  const fits = new Set(looked.feasible);
  const places = new Map(scored.feasible.map((node, place) => [node, place]));
  return looked.order.map((node, at): PlacementRow => {
    const refused = looked.refused[node];
    const place = places.get(node);
    return {
      node,
      refused,
      unseen: refused === undefined && !fits.has(node),
      scores:
        place === undefined
          ? []
          : scored.plugins.map(({ raw, normalized }) => ({
              raw: raw[place] ?? 0,
              normalized: normalized[place] ?? 0,
            })),
      total: place === undefined ? undefined : scored.totals[place],
      figures: figuresAt(looked.figures, at),
    };
  });
}

function figuresAt(figures: Readonly<Record<string, ResourceFigures>>, at: number): PlacementRow['figures'] {
  const found: Record<string, { allocatable: number; requested: number }> = {};
  for (const [resource, { allocatable, requested }] of Object.entries(figures))
    found[resource] = { allocatable: allocatable[at] ?? 0, requested: requested[at] ?? 0 };
  return found;
}

/** By total, the refused ones after them. */
const rank = ({ refused, unseen, total = 0 }: PlacementRow): number =>
  unseen ? 2e9 : refused === undefined ? -total : 1e9;
