import { own } from '../../../api/fields.ts';
import type { Node, Pod } from '../../../api/types.ts';
import type { AffinityTerm } from '../../affinity-terms.ts';

/** Pods that match terms, in one domain of a topology such as a zone. */
export interface Domain {
  readonly topologyKey: string;
  readonly value: string;
  count: number;
  /** The first few of them, as `namespace/name`. */
  readonly pods: string[];
  /** The Pod whose term counted first, and the term. */
  readonly term: AffinityTerm;
  readonly owner: Pod;
}

/** How many are named when somebody asks why. */
const named = 3;

export const nameOf = ({ metadata }: Pod): string => `${metadata.namespace ?? ''}/${metadata.name}`;

/** Matches by domain. Source: v1.35 pkg/scheduler/framework/plugins/interpodaffinity/filtering.go topologyToMatchedTermCount */
export class TopologyCounts {
  private readonly byKey = new Map<string, Map<string, Domain>>();

  get empty(): boolean {
    return this.byKey.size === 0;
  }

  /** @param by 1 for a match that is there, -1 for one that is gone */
  add(term: AffinityTerm, owner: Pod, matched: Pod, node: Node, by: 1 | -1): void {
    const { topologyKey } = term;
    const value = own(node.metadata.labels, topologyKey);
    if (value === undefined) return;
    const domains = this.byKey.get(topologyKey) ?? new Map<string, Domain>();
    const domain = domains.get(value) ?? { topologyKey, value, count: 0, pods: [], term, owner };
    domain.count += by;
    const name = nameOf(matched);
    const at = domain.pods.indexOf(name);
    if (by > 0 && domain.pods.length < named && at < 0) domain.pods.push(name);
    if (by < 0 && at >= 0) domain.pods.splice(at, 1);
    if (domain.count !== 0) {
      domains.set(value, domain);
      this.byKey.set(topologyKey, domains);
    } else if (domains.delete(value) && domains.size === 0) this.byKey.delete(topologyKey);
  }

  /** The domain of a node, where something matches in it. */
  domainOf(topologyKey: string, { metadata }: Node): Domain | undefined {
    const value = own(metadata.labels, topologyKey);
    const domain = value === undefined ? undefined : this.byKey.get(topologyKey)?.get(value);
    return domain !== undefined && domain.count > 0 ? domain : undefined;
  }

  /** The first domain that a node is in and in which something matches, whatever the topology. */
  anyDomainOf(node: Node): Domain | undefined {
    for (const topologyKey of this.byKey.keys()) {
      const domain = this.domainOf(topologyKey, node);
      if (domain !== undefined) return domain;
    }
    return undefined;
  }
}
