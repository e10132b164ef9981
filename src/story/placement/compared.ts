import { quantity } from '../quantity-words.ts';
import { enumerated, listed } from '../words.ts';

/** What one resource came to on a node that was short of it; cpu in millicores, the rest in its own unit. */
export interface Shortage {
  readonly resource: string;
  readonly asked: number;
  readonly allocatable: number;
  readonly requested?: number;
  readonly free: number;
}

/** The figures with which a plugin refused a node. Each plugin writes those it has. */
export interface Compared {
  readonly shortages?: readonly Shortage[];
  /** What was asked for and what the node has: labels, or of some plugins a name, values or a number. */
  readonly wanted?: Readonly<Record<string, string>> | string | number | readonly string[];
  readonly found?: Readonly<Record<string, string>> | string | null;
  /** A CSI driver, how many volumes it has attached to the node, and how many it can. */
  readonly driver?: string;
  readonly attached?: number;
  readonly limit?: number;
  /** A volume, and the label that says where it is. */
  readonly volume?: string;
  readonly key?: string;
  readonly taint?: { readonly key: string; readonly value?: string; readonly effect: string };
  readonly port?: { readonly ip: string; readonly port: number; readonly protocol: string };
  readonly topologyKey?: string;
  /** The node's value of the topology key. */
  readonly domain?: string;
  /** Names of the Pods that decided, or of some of them. */
  readonly pods?: readonly string[];
  /** Whose (anti-)affinity term it is: that of this Pod, or of one that is there. */
  readonly owner?: string;
  /** Matching Pods in the node's domain. */
  readonly count?: number;
  readonly skew?: number;
  readonly maxSkew?: number;
  /** Matching Pods by domain. */
  readonly counts?: Readonly<Record<string, number>>;
  readonly minimum?: number;
  /** Of the node, or a path in the Pod. */
  readonly field?: string;
}

/** A verdict as the trace holds it; an imported or older one may hold less. */
export interface Verdict {
  readonly plugin?: string | null;
  readonly code?: string;
  readonly reasons?: readonly string[];
  readonly compared?: Compared;
}

/** `dedicated=gpu:NoSchedule` */
export const taintWords = ({ key, value, effect }: NonNullable<Compared['taint']>): string =>
  `${key}${value ? `=${value}` : ''}:${effect}`;

/** `disktype=ssd`: the labels of a selector that a node has not. */
export function missingLabels({ wanted, found }: Compared): readonly string[] {
  if (typeof wanted !== 'object' || typeof found !== 'object' || found === null) return [];
  return Object.entries(wanted).flatMap(([key, value]) => (found[key] === value ? [] : [`${key}=${value}`]));
}

/**
 * Why one node was refused, as a clause that can follow the node's name, alone or with others. Undefined where the
 * verdict holds nothing but Kubernetes' own words.
 */
export function clauseOf({ plugin, reasons = [], compared = {} }: Verdict): string | undefined {
  const { port, topologyKey, domain, skew, maxSkew } = compared;
  if (port !== undefined) return `host port ${port.port}/${port.protocol} is taken`;
  if (reasons.some((reason) => reason.endsWith('(missing required label)')))
    return `no label ${topologyKey ?? 'that a topologyKey names'}`;
  if (skew !== undefined && maxSkew !== undefined) return spread(compared);
  if (plugin === 'InterPodAffinity') return affinity(compared, reasons);
  if (compared.driver !== undefined) return volumeLimit(compared);
  if (compared.volume !== undefined) return volumeZone(compared);
  if (typeof compared.wanted === 'string') return `the Pod asks for the node ${compared.wanted} by name`;
  return topologyKey === undefined ? undefined : place(topologyKey, domain);
}

const volumeLimit = ({ driver, attached, limit, wanted }: Compared): string =>
  `${attached} of ${limit} volumes of ${driver} are attached, and the Pod brings ${String(wanted)} more`;

function volumeZone({ volume, key, wanted, found }: Compared): string {
  const zones = Array.isArray(wanted) ? wanted.join(' or ') : String(wanted);
  const has = typeof found === 'string' ? `${key}=${found}` : `no label ${key}`;
  return `the volume ${volume} is in ${key}=${zones}, the node has ${has}`;
}

const place = (key: string, domain: string | undefined): string => (domain === undefined ? key : `${key}=${domain}`);

function spread({ topologyKey = 'the domain', domain, counts, count, minimum, skew, maxSkew }: Compared): string {
  const here = count ?? (domain === undefined ? undefined : counts?.[domain]);
  const least = minimum ?? (counts && Math.min(...Object.values(counts)));
  const figures =
    here === undefined || least === undefined
      ? ''
      : `${here} matching ${here === 1 ? 'Pod' : 'Pods'}, the least is ${least}; `;
  return `${place(topologyKey, domain)}: ${figures}with this Pod the skew is ${skew}, at most ${maxSkew} may be`;
}

function affinity({ topologyKey, domain, pods = [], owner }: Compared, reasons: readonly string[]): string | undefined {
  if (topologyKey === undefined) return undefined;
  const where = place(topologyKey, domain);
  const said = reasons.join();
  if (said.includes('existing pods anti-affinity'))
    return `${where} has ${pods.length > 0 ? listed(pods) : (owner ?? 'a Pod')}, whose own anti-affinity forbids this Pod`;
  if (said.includes('anti-affinity'))
    return `${where} has ${pods.length > 0 ? listed(pods) : 'a Pod'}, which the Pod’s anti-affinity forbids`;
  return domain === undefined
    ? `no label ${topologyKey}, by which the Pod’s affinity looks`
    : `${where} has no Pod that the Pod’s affinity asks for`;
}

/** `CPU: 500m of 2 free`: what a node that was short had, in the words of Kubernetes. */
export function freeOf({ resource, free, allocatable }: Shortage): string {
  if (free >= 0) return `${quantity(resource, free)} of ${quantity(resource, allocatable)}`;
  // A Pod that made room for itself counts already, while those that go for it are still there.
  return `none of ${quantity(resource, allocatable)} (${quantity(resource, allocatable - free)} are taken)`;
}

/** `the taint a=b:NoSchedule`, of several nodes each once. */
export function taintsOf(verdicts: readonly Verdict[]): string {
  const taints = verdicts.flatMap(({ compared }) =>
    compared?.taint === undefined ? [] : [taintWords(compared.taint)],
  );
  return enumerated([...new Set(taints)]);
}
