import type { FilterRecord, ResourceFigures, ScoreRecord } from '../../kubernetes/scheduling/decision-record.ts';
import type { Decision, EntryId, Millis } from '../../trace/trace.ts';
import type { Story } from '../tell.ts';

/** What the scheduler decided about one Pod, node by node, as the run has it. */
export interface Placement {
  /** Of the trace: the look at the nodes. */
  readonly id: EntryId;
  readonly at: Millis;
  /** Key of the Pod: `pods/default/nginx`. */
  readonly about: string;
  /** `default/nginx` */
  readonly pod: string;
  /** All looks at the nodes for this Pod, in the whole run; the first is attempt 1. */
  readonly attempts: readonly { readonly id: EntryId; readonly at: Millis }[];
  readonly attempt: number;
  readonly says: string;
  readonly chosen: string | undefined;
  /** The filters in their order; a skipped one has nothing to say about this Pod. */
  readonly filters: FilterRecord['plugins'];
  /** The scores in their order; none where nothing was scored. */
  readonly scores: readonly { readonly plugin: string; readonly weight: number }[];
  /** All nodes, in the order in which they were looked at. */
  readonly order: readonly string[];
  /** The feasible nodes in the scheduler's order, where they were scored. */
  readonly scored: readonly string[];
  /** By total, the chosen one before its equals, then in the scheduler's order; the refused ones after them, those not looked at last. */
  readonly rows: readonly PlacementRow[];
  /** What the Pod asks for; cpu in millicores, the rest in its own unit. */
  readonly asked: FilterRecord['asked'];
  /** Kubernetes' sentence, where no node was found. */
  readonly message: string | undefined;
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
  readonly figures: Readonly<Record<string, PlacementFigures>>;
}

/** Cpu in millicores, the rest in its own unit. */
export interface PlacementFigures {
  readonly asked: number;
  readonly allocatable: number;
  readonly requested: number;
}

/** The last look at the nodes at the cursor, for a followed Pod if one is given. */
export function lookAt({ index }: Story, at: Millis, about: string | undefined): Decision | undefined {
  const until = index.decisions.filter(
    ({ kind, at: when, who }) => kind === 'filter' && when <= at && who.startsWith('kube-scheduler'),
  );
  return until.findLast(({ about: key }) => key === about) ?? until.at(-1);
}

/** What was decided at this look, with the scores that followed it. */
export function placementOf({ index }: Story, look: Decision): Placement {
  const ofPod = index.decisions.filter(({ about, who }) => about === look.about && who.startsWith('kube-scheduler'));
  const attempts = ofPod.filter(({ kind }) => kind === 'filter');
  const next = attempts.find(({ id }) => id > look.id)?.id ?? Number.POSITIVE_INFINITY;
  const score = ofPod.find(({ kind, id }) => kind === 'score' && id > look.id && id < next);
  return placement(look, score, attempts);
}

/** The last decision at the cursor, about a followed Pod if one is given. */
export function placementAt(story: Story, at: Millis, about: string | undefined): Placement | undefined {
  const look = lookAt(story, at, about);
  return look && placementOf(story, look);
}

/** What would be decided about the same Pod in other circumstances, in the form of what was. */
export function wouldBe(recorded: Placement, filter: FilterRecord, score: ScoreRecord | undefined): Placement {
  const { id, at, about, attempts, attempt } = recorded;
  const entry = { id, at, about, who: '', says: '', cause: id };
  const looked: Decision = { ...entry, kind: 'filter', data: { ...filter } };
  const scored: Decision | undefined = score && { ...entry, kind: 'score', data: { ...score } };
  return { ...placement(looked, scored, []), attempts, attempt };
}

/** Keys of the Pods about which something was decided up to `at`, in the order in which it first was. */
export function decidedPods({ index }: Story, at: Millis): readonly string[] {
  const found = index.decisions.filter(
    ({ kind, at: when, who }) => kind === 'filter' && when <= at && who.startsWith('kube-scheduler'),
  );
  return [...new Set(found.map(({ about }) => about))];
}

/** A trace that was imported, or is older, may hold less. */
const none = {
  asked: {},
  order: [],
  looked: 0,
  plugins: [],
  feasible: [],
  refused: {},
  figures: {},
} satisfies FilterRecord;

function placement(filter: Decision, score: Decision | undefined, attempts: readonly Decision[]): Placement {
  const looked: FilterRecord = { ...none, ...filter.data };
  const scored = { chosen: undefined, feasible: [], plugins: [], totals: [], ...(score?.data as Partial<ScoreRecord>) };
  const first = ({ node }: PlacementRow): number => (node === scored.chosen ? 1 : 0);
  return {
    id: filter.id,
    at: filter.at,
    about: filter.about,
    pod: filter.about.slice(filter.about.indexOf('/') + 1),
    attempts: attempts.map(({ id, at }) => ({ id, at })),
    attempt: attempts.indexOf(filter) + 1,
    says: score?.says ?? filter.says,
    chosen: scored.chosen,
    filters: looked.plugins,
    scores: scored.plugins.map(({ plugin, weight }) => ({ plugin, weight })),
    order: looked.order,
    scored: scored.feasible,
    rows: rowsOf(looked, scored).toSorted((a, b) => rank(a) - rank(b) || first(b) - first(a)),
    asked: looked.asked,
    message: looked.message,
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
  const found: Record<string, PlacementFigures> = {};
  for (const [resource, { asked, allocatable, requested }] of Object.entries(figures))
    found[resource] = { asked, allocatable: allocatable[at] ?? 0, requested: requested[at] ?? 0 };
  return found;
}

/** By total, the refused ones after them. */
const rank = ({ refused, unseen, total = 0 }: PlacementRow): number =>
  unseen ? 2e9 : refused === undefined ? -total : 1e9;
