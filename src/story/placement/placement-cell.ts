import type { Node, Pod } from '../../kubernetes/api/types.ts';
import { figures as amounts, resourceWord } from '../quantity-words.ts';
import { type Compared, taintWords } from './compared.ts';
import type { Placement, PlacementRow } from './placement.ts';
import { filterState, type PlacementColumn } from './placement-columns.ts';
import { podField } from './placement-pod-field.ts';
import { refusalInWords } from './refusal-in-words.ts';
import { schedulerPlugins } from './scheduler-plugins.ts';

/** Everything about one cell of the matrix. */
export interface CellStory {
  /** `NodeResourcesFit on node-4: refused` */
  readonly title: string;
  readonly purposes: readonly string[];
  readonly says: string;
  /** What was compared. */
  readonly facts: readonly (readonly [what: string, value: string])[];
  /** From the raw score to the points. */
  readonly arithmetic: string | undefined;
  /** Of the node. */
  readonly nodeField: string | undefined;
  /** Path in the Pod. */
  readonly podField: string | undefined;
}

/** The objects as they were stored when the decision was made; what is not there is not said. */
export interface CellObjects {
  readonly pod: Pod | undefined;
  readonly node: Node | undefined;
}

const outcomes = {
  passed: 'It has nothing against this node.',
  skipped: 'Skipped: the Pod asks for nothing that this plugin checks.',
  'not asked': 'Not asked: the node was refused before its turn.',
} as const;

/** @param at place of the column */
export function cellStory(
  placement: Placement,
  columns: readonly PlacementColumn[],
  at: number,
  row: PlacementRow,
  objects: CellObjects,
): CellStory | undefined {
  const column = columns[at];
  if (column === undefined) return undefined;
  return column.is === 'score' ? scoreStory(placement, column, row) : filterStory(columns, at, row, objects);
}

function filterStory(
  columns: readonly PlacementColumn[],
  at: number,
  row: PlacementRow,
  objects: CellObjects,
): CellStory {
  const { name = '', plugins = [] } = columns[at] ?? {};
  const state = filterState(columns, at, row);
  const { refused } = row;
  const here = state === 'refused' ? refused : undefined;
  const compared = (here?.compared ?? {}) as Compared;
  const [plugin = ''] = plugins;
  return {
    title: `${here && here.plugin === null ? 'Before the filters' : name}, ${row.node}: ${state}`,
    purposes: plugins.flatMap((each) => schedulerPlugins[each]?.filters ?? []),
    says: state === 'refused' && refused ? saidOf(refused) : state === 'refused' ? '' : outcome(state, row),
    facts: state === 'passed' || state === 'refused' ? factsOf(plugin, row, compared, objects) : [],
    arithmetic: undefined,
    nodeField: nodeField(plugin, compared),
    podField: state === 'skipped' || objects.pod === undefined ? undefined : podField(plugin, compared, objects.pod),
  };
}

const outcome = (state: keyof typeof outcomes, { unseen }: PlacementRow): string =>
  unseen ? 'Not looked at: enough other nodes had been found.' : outcomes[state];

function saidOf(refused: NonNullable<PlacementRow['refused']>): string {
  const words = refusalInWords(refused as Parameters<typeof refusalInWords>[0]);
  const own = `Kubernetes says “${refused.reasons.join(', ')}”.`;
  if (words === `${refused.reasons.join(', ')}.`) return own;
  const subject = /^asks /.test(words) ? 'The Pod ' : /^(has|is|does) /.test(words) ? 'The node ' : '';
  return `${subject}${words} ${own}`;
}

const nodeFields: Readonly<Record<string, string>> = {
  NodeUnschedulable: 'spec.unschedulable',
  NodeName: 'metadata.name',
  TaintToleration: 'spec.taints',
  NodeAffinity: 'metadata.labels',
  NodeResourcesFit: 'status.allocatable',
  NodeVolumeLimits: 'spec.drivers of its CSINode',
};

/** A plugin's own word where it names a field that is none of the Pod's. */
function nodeField(plugin: string, { field, topologyKey }: Compared): string | undefined {
  if (topologyKey !== undefined) return `metadata.labels["${topologyKey}"]`;
  return nodeFields[plugin] ?? (field === undefined || podFields.test(field) ? undefined : field);
}

const podFields = /^spec\.(affinity|topologySpread|volumes|containers|tolerations|nodeSelector)/;

type Facts = [what: string, value: string][];

function factsOf(plugin: string, row: PlacementRow, compared: Compared, { pod, node }: CellObjects): Facts {
  if (plugin === 'NodeResourcesFit') return roomOn(row);
  if (plugin === 'TaintToleration') {
    const taints = (node?.spec?.taints ?? []).map((taint) =>
      taintWords({ ...taint, key: taint.key ?? '', effect: taint.effect ?? '' }),
    );
    const tolerations = (pod?.spec.tolerations ?? []).map(
      ({ key = 'every key', operator = 'Equal', value, effect }) =>
        `${key}${operator === 'Exists' ? '' : `=${value ?? ''}`}${effect ? `:${effect}` : ''}`,
    );
    return [
      ['taints of the node', taints.join(', ') || 'none'],
      ['tolerations of the Pod', tolerations.join(', ') || 'none'],
    ];
  }
  if (plugin === 'NodeAffinity') return labelFacts(pod, node);
  if (plugin === 'NodeUnschedulable') return [['spec.unschedulable', String(node?.spec?.unschedulable ?? false)]];
  return [...spreadFacts(compared), ...others(compared)];
}

/** What was asked, allocatable, requested and free, of each resource that the Pod asks for. */
function roomOn({ figures, refused }: PlacementRow): Facts {
  const found = Object.entries(figures).map(([resource, { asked, allocatable, requested }]): [string, string] => {
    const [wants, all, taken, free] = amounts(resource, [asked, allocatable, requested, allocatable - requested]);
    return [
      resourceWord(resource),
      `asked ${wants}; free ${free}: allocatable ${all} less ${requested === 0 ? 'nothing' : taken} requested by its Pods`,
    ];
  });
  const { shortages = [] } = (refused?.compared ?? {}) as Compared;
  const pods = shortages.filter(({ resource }) => resource === 'pods');
  return [
    ...found,
    ...pods.map(({ allocatable, free }): [string, string] => [
      'Pods',
      `room for ${allocatable}, of which ${free} free`,
    ]),
  ];
}

function labelFacts(pod: Pod | undefined, node: Node | undefined): Facts {
  const labels = node?.metadata.labels ?? {};
  const wanted = Object.entries(pod?.spec.nodeSelector ?? {});
  const terms = pod?.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const asked = [
    ...wanted.map(([key, value]) => [key, `${key}=${value}`] as const),
    ...(terms ?? []).flatMap(({ matchExpressions = [] }) =>
      (matchExpressions ?? []).map(
        ({ key, operator, values }) => [key, [key, operator, ...(values ? [values.join(' ')] : [])].join(' ')] as const,
      ),
    ),
  ];
  return asked.map(([key, says]) => [
    `asked: ${says}`,
    labels[key] === undefined ? 'the node has no such label' : `the node has ${key}=${labels[key]}`,
  ]);
}

function spreadFacts({ counts, skew, maxSkew, minimum, domain }: Compared): Facts {
  const domains = Object.entries(counts ?? {});
  return [
    ...(domain === undefined ? [] : [['domain of the node', domain] satisfies Facts[number]]),
    ...(domains.length === 0
      ? []
      : [['matching Pods', domains.map(([name, count]) => `${name} ${count}`).join(', ')] satisfies Facts[number]]),
    ...(minimum === undefined ? [] : [['least of all domains', String(minimum)] satisfies Facts[number]]),
    ...(skew === undefined
      ? []
      : [['skew with this Pod', `${skew}, at most ${maxSkew ?? '?'} may be`] satisfies Facts[number]]),
  ];
}

const told = new Set(['field', 'counts', 'skew', 'maxSkew', 'minimum', 'domain', 'shortages', 'taint']);

const names: Readonly<Record<string, string>> = {
  wanted: 'asked',
  found: 'the node has',
  attached: 'volumes attached',
  limit: 'volumes at most',
  count: 'matching Pods there',
  self: 'this Pod counts as',
  domains: 'how many domains',
  owner: 'whose term it is',
  pods: 'Pods that decide',
};

/** Whatever else a plugin wrote down; what has no words here goes by the plugin's own name for it. */
function others(compared: Compared): Facts {
  return Object.entries(compared)
    .filter(([key, value]) => !told.has(key) && value !== undefined && value !== null && wordsOf(value) !== '')
    .map(([key, value]) => [names[key] ?? key, wordsOf(value)]);
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([key, each]) => `${key} ${wordsOf(each)}`)
    .join(', ');
}

function scoreStory(placement: Placement, { name, weight }: PlacementColumn, row: PlacementRow): CellStory {
  const given = row.scores[placement.scores.findIndex(({ plugin }) => plugin === name)];
  const { scores, normalizes } = schedulerPlugins[name] ?? {};
  const base = { nodeField: undefined, podField: undefined, purposes: scores === undefined ? [] : [scores] };
  if (given === undefined)
    return {
      ...base,
      title: `${name}, ${row.node}: not scored`,
      says: 'Only nodes that pass every filter are scored.',
      facts: [],
      arithmetic: undefined,
    };
  const points = given.normalized * weight;
  return {
    ...base,
    title: `${name}, ${row.node}: ${points} points`,
    says: normalizes ?? 'The raw score is from 0 to 100 already.',
    facts: [
      ['raw score', String(given.raw)],
      ['normalized to 0 … 100', String(given.normalized)],
      ['weight', String(weight)],
    ],
    arithmetic: `${given.raw === given.normalized ? '' : `raw ${given.raw} becomes ${given.normalized}; `}${weight} × ${given.normalized} = ${points}`,
  };
}
