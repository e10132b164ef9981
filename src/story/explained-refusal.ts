import type { Decision, Message, Millis } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { clauseOf, freeOf, missingLabels, type Shortage, taintsOf, type Verdict } from './placement/compared.ts';
import { amountOf, quantity } from './quantity-words.ts';
import { enumerated, listed, plural } from './words.ts';

/** A number of the scheduler's sentence, with what it counts. */
export interface ExplainedCount {
  /** As it stands in the sentence: `2 Insufficient cpu`. */
  readonly text: string;
  /** Where it stands there. */
  readonly at: number;
  readonly means: string;
  /** The nodes that were counted; none where the number counts no refusals. */
  readonly nodes?: readonly string[];
  /** Of the resource that was short, where it was one. */
  readonly shortages?: readonly (Shortage & { readonly node: string })[];
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
  const [first = ''] = sentence.split(secondHalf);
  const counted = [...reasons].flatMap((reason) => {
    const nodes = refused.filter(([, verdict]) => verdict.reasons?.includes(reason));
    const text = `${nodes.length} ${reason}`;
    const at = placeOf(first, text);
    if (at < 0) return [];
    const shortages = shortagesOf(reason, nodes);
    const row = { text, at, means: meaning(reason, nodes), nodes: nodes.map(([node]) => node) };
    return [shortages.length > 0 ? { ...row, shortages } : row];
  });
  return [...outOfAll(sentence), ...counted, ...preemption(sentence, refused)].toSorted((a, b) => a.at - b.at);
}

const secondHalf = /preemption: 0\/\d+ nodes are available: /;

/** A number is not the end of a longer one, nor a reason the beginning of another: `12 …` is not `2 …`. */
function placeOf(sentence: string, text: string): number {
  for (let at = sentence.indexOf(text); at >= 0; at = sentence.indexOf(text, at + 1)) {
    if (!/\d/.test(sentence.charAt(at - 1)) && /^(,|\.|$)/.test(sentence.slice(at + text.length))) return at;
  }
  return -1;
}

function outOfAll(sentence: string): ExplainedCount[] {
  const [text, fit = '', all = ''] = /^(\d+)\/(\d+) nodes are available/.exec(sentence) ?? [];
  if (text === undefined) return [];
  return [{ text, at: 0, means: `${fit} of ${plural(Number(all), 'node')} can take the Pod` }];
}

const helpless = 'Preemption is not helpful for scheduling';
const noVictims = 'No preemption victims found for incoming pod';

/**
 * What the second half of the sentence counts. Beside its own two reasons stand those of the filters that refuse the
 * Pod even where all Pods of lower priority are taken away.
 * Source: v1.35 pkg/scheduler/framework/preemption/preemption.go
 */
function preemption(sentence: string, refused: Refused): ExplainedCount[] {
  const found = secondHalf.exec(sentence);
  if (found === null) return [];
  let at = found.index + found[0].length;
  return sentence
    .slice(at)
    .replace(/\.$/, '')
    .split(', ')
    .flatMap((text) => {
      const here = at;
      at += text.length + 2;
      const [, count, reason = ''] = /^(\d+) (.+)$/.exec(text) ?? [];
      if (count === undefined) return [];
      const means = `${plural(Number(count), 'node')}: ${leftTo(reason)}`;
      const code = codes[reason];
      const nodes = refused.filter(([, verdict]) => code !== undefined && verdict.code === code).map(([node]) => node);
      return [{ text, at: here, means, ...(nodes.length === Number(count) && { nodes }) }];
    });
}

/** Which nodes preemption says it of, where nobody else can say it of others. */
const codes: Readonly<Record<string, string>> = {
  [helpless]: 'UnschedulableAndUnresolvable',
  [noVictims]: 'Unschedulable',
};

function leftTo(reason: string): string {
  if (reason === helpless) return 'what was refused there stays so, whichever Pod leaves';
  if (reason === noVictims) return 'no Pods of lower priority there whose removal would make room';
  return `without its Pods of lower priority, it still says “${reason}”`;
}

/** `cpu` of `Insufficient cpu`. */
const resourceOf = (reason: string): string | undefined =>
  /^Insufficient (.+)$/.exec(reason)?.[1] ?? (reason === 'Too many pods' ? 'pods' : undefined);

/** What each node had of the resource that the reason names. */
const shortagesOf = (reason: string, refused: Refused): readonly (Shortage & { readonly node: string })[] =>
  refused.flatMap(([node, { compared }]) =>
    (compared?.shortages ?? [])
      .filter(({ resource }) => resource === resourceOf(reason))
      .map((each) => ({ node, ...each })),
  );

function meaning(reason: string, refused: Refused): string {
  const nodes = refused.map(([node]) => node);
  const resource = resourceOf(reason);
  if (resource !== undefined) {
    const short = shortagesOf(reason, refused);
    const [first] = short;
    const not = `${plural(refused.length, 'node')}${notThat[resource] ?? ''}`;
    if (!first) return `${not}: ${listed(nodes)}`;
    return `${not}: asked ${amountOf(resource, first.asked)}, free ${freeOn(resource, short)}`;
  }
  const counted = plural(refused.length, 'node');
  const taints = taintsOf(refused.map(([, verdict]) => verdict));
  const one = nodes.length === 1;
  if (taints !== '')
    return `${counted}: ${listed(nodes)} ${one ? 'has' : 'have'} the taint ${taints}, which the Pod does not tolerate`;
  const by = refused[0]?.[1].plugin ?? undefined;
  if (by === 'NodeUnschedulable') return `${counted}: ${listed(nodes)} ${one ? 'is' : 'are'} cordoned`;
  if (by === 'NodeAffinity') return `${counted}: ${listed(nodes)} ${unmatched(refused, one)}`;
  const clauses = refused.flatMap(([node, verdict]) => {
    const clause = clauseOf(verdict);
    return clause === undefined ? [] : [[node, clause] as const];
  });
  const said = clauses.length === refused.length ? together(clauses, ', on ') : undefined;
  return `${counted}: ${said ?? `${listed(nodes)}${by === undefined ? '' : `, refused by ${by}`}`}`;
}

/** Which labels of the selector the nodes lack; what required affinity asks for is only named. */
function unmatched(refused: Refused, one: boolean): string {
  const missing = refused.flatMap(([, { compared = {} }]) => missingLabels(compared));
  return missing.length > 0
    ? `${one ? 'has' : 'have'} no label ${enumerated([...new Set(missing)])}, which nodeSelector asks for`
    : `${one ? 'does' : 'do'} not match what nodeAffinity requires`;
}

const notThat: Readonly<Record<string, string>> = { cpu: ', not CPUs', memory: ', not bytes', pods: ', not Pods' };

/** Nodes with the same words are said together; beyond four groups the nodes are only named. */
function together(said: readonly (readonly [node: string, words: string])[], between: string): string | undefined {
  const groups = new Map<string, string[]>();
  for (const [node, words] of said) groups.set(words, [...(groups.get(words) ?? []), node]);
  if (groups.size > 4) return undefined;
  return [...groups].map(([words, nodes]) => `${words}${between}${listed(nodes)}`).join('; ');
}

/** What was free where; beyond four groups, the range. */
function freeOn(resource: string, short: readonly (Shortage & { readonly node: string })[]): string {
  const said = together(
    short.map((each) => [each.node, freeOf(each)]),
    ' on ',
  );
  if (said !== undefined) return said;
  const free = short.map((each) => each.free).toSorted((a, b) => a - b);
  return `between ${quantity(resource, Math.max(0, free[0] ?? 0))} and ${quantity(resource, free.at(-1) ?? 0)}`;
}
