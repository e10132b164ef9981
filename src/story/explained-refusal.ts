import type { Decision, Message, Millis } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { enumerated, listed, plural } from './words.ts';

/** A number of the scheduler's sentence, with what it counts. */
export interface ExplainedCount {
  /** As it stands in the sentence: `2 Insufficient cpu`. */
  readonly text: string;
  readonly means: string;
}

interface Shortage {
  readonly resource: string;
  readonly asked: number;
  readonly allocatable: number;
  readonly free: number;
}

interface Verdict {
  readonly plugin?: string;
  readonly reasons?: readonly string[];
  readonly compared?: {
    readonly shortages?: readonly Shortage[];
    /** Labels that a node selector asks for, and those that the node has. */
    readonly wanted?: Readonly<Record<string, string>>;
    readonly found?: Readonly<Record<string, string>>;
    readonly taint?: { readonly key: string; readonly value?: string; readonly effect: string };
  };
}

type Refused = readonly (readonly [node: string, verdict: Verdict])[];

/** The refusal that a request of the scheduler tells of: a condition of the Pod, or an Event about it. */
export function refusalOf(index: TraceIndex, { body, sentAt }: Message): Decision | undefined {
  if (body.type !== 'http-request') return undefined;
  const sent = body.requestBody as { readonly involvedObject?: Named; readonly regarding?: Named } | undefined;
  const named = sent?.regarding ?? sent?.involvedObject ?? body;
  return lastRefusal(index, `pods/${named.namespace ?? 'default'}/${named.name ?? ''}`, sentAt);
}

interface Named {
  readonly namespace?: string;
  readonly name?: string;
}

/** The last refusal of a Pod. */
export function lastRefusal(index: TraceIndex, about: string, until: Millis): Decision | undefined {
  return index.decisions.findLast(
    ({ kind, refused, about: key, at }) => kind === 'filter' && refused === true && key === about && at <= until,
  );
}

/** One row for each number of Kubernetes' sentence, in its order; the sentence itself stays as it is. */
export function explainCounts({ data }: Decision, sentence: string): readonly ExplainedCount[] {
  const refused = Object.entries((data?.['refused'] ?? {}) as Readonly<Record<string, Verdict>>);
  const reasons = new Set(refused.flatMap(([, verdict]) => verdict.reasons ?? []));
  const counted = [...reasons].map((reason) => {
    const nodes = refused.filter(([, verdict]) => verdict.reasons?.includes(reason));
    return { text: `${nodes.length} ${reason}`, means: meaning(reason, nodes) };
  });
  return [...outOfAll(sentence), ...counted, ...preemption(sentence)]
    .filter(({ text }) => sentence.includes(text))
    .toSorted((a, b) => sentence.indexOf(a.text) - sentence.indexOf(b.text));
}

function outOfAll(sentence: string): ExplainedCount[] {
  const [text, fit = '', all = ''] = /^(\d+)\/(\d+) nodes are available/.exec(sentence) ?? [];
  return text === undefined ? [] : [{ text, means: `${fit} of ${plural(Number(all), 'node')} can take the Pod` }];
}

const helpless = 'Preemption is not helpful for scheduling';
const noVictims = 'No preemption victims found for incoming pod';

/** What the second half of the sentence counts. */
function preemption(sentence: string): ExplainedCount[] {
  return [helpless, noVictims].flatMap((words) => {
    const [text, count] = new RegExp(`(\\d+) ${words}`).exec(sentence) ?? [];
    if (text === undefined) return [];
    const nodes = plural(Number(count), 'node');
    return [
      {
        text,
        means:
          words === helpless
            ? `${nodes}: what was refused there stays so, whichever Pod leaves`
            : `${nodes}: no Pods of lower priority there whose removal would make room`,
      },
    ];
  });
}

function meaning(reason: string, refused: Refused): string {
  const nodes = refused.map(([node]) => node);
  const resource = /^Insufficient (.+)$/.exec(reason)?.[1] ?? (reason === 'Too many pods' ? 'pods' : undefined);
  if (resource !== undefined) {
    const short = refused.flatMap(([node, { compared }]) =>
      (compared?.shortages ?? []).filter((each) => each.resource === resource).map((each) => ({ node, ...each })),
    );
    const [first] = short;
    const counted = `${plural(refused.length, 'node')}${notThat[resource] ?? ''}`;
    if (!first) return `${counted}: ${listed(nodes)}`;
    return `${counted}: asked ${quantity(resource, first.asked)}, free ${freeOn(resource, short)}`;
  }
  const taints = [...new Set(refused.map(([, { compared }]) => taintOf(compared?.taint)))].filter(Boolean);
  if (taints.length > 0) {
    return `${plural(refused.length, 'node')}: ${listed(nodes)} ${nodes.length === 1 ? 'has' : 'have'} the taint ${enumerated(taints)}, which the Pod does not tolerate`;
  }
  const by = refused[0]?.[1].plugin;
  if (by === 'NodeAffinity') return `${plural(refused.length, 'node')}: ${listed(nodes)} ${unmatched(refused, nodes)}`;
  return `${plural(refused.length, 'node')}: ${listed(nodes)}${by === undefined ? '' : `, refused by ${by}`}`;
}

/** Which labels of the selector the nodes lack; what required affinity asks for is only named. */
function unmatched(refused: Refused, nodes: readonly string[]): string {
  const missing = refused.flatMap(([, { compared }]) =>
    Object.entries(compared?.wanted ?? {}).flatMap(([key, value]) =>
      compared?.found?.[key] === value ? [] : [`${key}=${value}`],
    ),
  );
  const one = nodes.length === 1;
  return missing.length > 0
    ? `${one ? 'has' : 'have'} no label ${enumerated([...new Set(missing)])}, which nodeSelector asks for`
    : `${one ? 'does' : 'do'} not match what nodeAffinity requires`;
}

const notThat: Readonly<Record<string, string>> = { cpu: ', not CPUs', memory: ', not bytes', pods: ', not Pods' };

const taintOf = (taint: NonNullable<Verdict['compared']>['taint']): string =>
  taint === undefined ? '' : `${taint.key}${taint.value ? `=${taint.value}` : ''}:${taint.effect}`;

/** Nodes with the same figures are said together; beyond four groups, the range. */
function freeOn(resource: string, short: readonly (Shortage & { readonly node: string })[]): string {
  const groups = new Map<string, string[]>();
  for (const { node, free, allocatable } of short) {
    const figures = `${quantity(resource, free)} of ${quantity(resource, allocatable)}`;
    groups.set(figures, [...(groups.get(figures) ?? []), node]);
  }
  if (groups.size <= 4) return [...groups].map(([figures, nodes]) => `${figures} on ${listed(nodes)}`).join('; ');
  const free = short.map((each) => each.free).toSorted((a, b) => a - b);
  return `between ${quantity(resource, free[0] ?? 0)} and ${quantity(resource, free.at(-1) ?? 0)}`;
}

/** `950m`, `256Mi`: as Kubernetes writes it. */
function quantity(resource: string, amount: number): string {
  if (resource === 'cpu') return amount % 1000 === 0 ? String(amount / 1000) : `${amount}m`;
  if (resource !== 'memory' && resource !== 'ephemeral-storage') return String(amount);
  const [unit, size] = amount >= 2 ** 30 && amount % 2 ** 30 === 0 ? ['Gi', 2 ** 30] : ['Mi', 2 ** 20];
  return `${Number((amount / Number(size)).toFixed(1))}${unit}`;
}
