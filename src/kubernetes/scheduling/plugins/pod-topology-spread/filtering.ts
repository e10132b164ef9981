import { own } from '../../../api/fields.ts';
import type { Node, Pod } from '../../../api/types.ts';
import { type Cycle, fits, type NodeInfo, type PreFilterResult, type Verdict } from '../../framework.ts';
import { countMatches, hasAllKeys, includes, type SpreadConstraint } from './constraint.ts';

const reason = "node(s) didn't match pod topology spread constraints";

/** With more domains than these, their counts are not all told. */
const told = 20;

/** Matching Pods by domain, of one constraint. */
class Spread {
  readonly constraint: SpreadConstraint;
  private readonly self: 0 | 1;
  private readonly counts = new Map<string, number>();
  private lowest: number | undefined;
  private all: Readonly<Record<string, number>> | undefined;

  constructor(constraint: SpreadConstraint, pod: Pod) {
    this.constraint = constraint;
    this.self = constraint.selects.matches(pod.metadata.labels) ? 1 : 0;
  }

  add(domain: string, count: number): void {
    this.counts.set(domain, (this.counts.get(domain) ?? 0) + count);
    this.lowest = undefined;
    this.all = undefined;
  }

  /** As long as there are fewer domains than wanted, one that is still to come has none. */
  private get minimum(): number {
    if (this.counts.size < this.constraint.minDomains) return 0;
    if (this.lowest === undefined) {
      this.lowest = Number.MAX_SAFE_INTEGER;
      for (const count of this.counts.values()) if (count < this.lowest) this.lowest = count;
    }
    return this.lowest;
  }

  private get byDomain(): Readonly<Record<string, number>> {
    this.all ??= this.counts.size <= told ? Object.fromEntries(this.counts) : {};
    return this.all;
  }

  filter({ metadata }: Node): Verdict {
    const { topologyKey, maxSkew, minDomains, field } = this.constraint;
    const domain = own(metadata.labels, topologyKey);
    if (domain === undefined)
      return {
        code: 'UnschedulableAndUnresolvable',
        reasons: [`${reason} (missing required label)`],
        compared: { topologyKey, field },
      };
    const { minimum } = this;
    const count = this.counts.get(domain) ?? 0;
    const skew = count + this.self - minimum;
    if (skew <= maxSkew) return fits;
    const figures = { count, self: this.self, minimum, skew, maxSkew, minDomains, domains: this.counts.size };
    return {
      code: 'Unschedulable',
      reasons: [reason],
      compared: { topologyKey, domain, ...figures, counts: this.byDomain, field },
    };
  }
}

/**
 * Refuses nodes in whose domain there would be too many matching Pods more than in the domain with the fewest.
 * Source: v1.35 pkg/scheduler/framework/plugins/podtopologyspread/filtering.go
 */
export function filterSpread({ pod, snapshot }: Cycle, constraints: readonly SpreadConstraint[]): PreFilterResult {
  if (constraints.length === 0) return 'Skip';
  const { namespace } = pod.metadata;
  const spreads = constraints.map((constraint) => new Spread(constraint, pod));
  const eachOn = (node: Node, act: (spread: Spread, domain: string) => void): void => {
    if (!hasAllKeys(constraints, node)) return;
    for (const spread of spreads) {
      const domain = own(node.metadata.labels, spread.constraint.topologyKey);
      if (domain !== undefined && includes(spread.constraint, pod, node)) act(spread, domain);
    }
  };
  for (const info of snapshot.nodes)
    eachOn(info.node, (spread, domain) => spread.add(domain, countMatches(info, spread.constraint.selects, namespace)));
  const change = (other: Pod, { node }: NodeInfo, by: number): void => {
    if (other.metadata.namespace !== namespace) return;
    eachOn(node, (spread, domain) => {
      if (spread.constraint.selects.matches(other.metadata.labels)) spread.add(domain, by);
    });
  };
  return {
    filter({ node }) {
      for (const spread of spreads) {
        const verdict = spread.filter(node);
        if (verdict.code !== 'Success') return verdict;
      }
      return fits;
    },
    addPod: (other, info) => change(other, info, 1),
    removePod: (other, info) => change(other, info, -1),
  };
}
