import type { Node } from '../api/types.ts';

/** Region and zone as one key. Source: v1.35 staging/src/k8s.io/component-helpers/node/topology/helpers.go GetZoneKey */
function zoneOf({ metadata: { labels } }: Node): string {
  const zone = labels?.['failure-domain.beta.kubernetes.io/zone'] ?? labels?.['topology.kubernetes.io/zone'] ?? '';
  const region =
    labels?.['failure-domain.beta.kubernetes.io/region'] ?? labels?.['topology.kubernetes.io/region'] ?? '';
  return zone === '' && region === '' ? '' : `${region}:\0:${zone}`;
}

/**
 * The names of the nodes by zone, each in the order in which they came. A zone keeps its place until its last node
 * goes; a node whose zone changes comes last in the new one.
 * Source: v1.35 pkg/scheduler/backend/cache/node_tree.go
 */
export class NodeTree {
  private readonly zones = new Map<string, Set<string>>();
  private readonly zoneByNode = new Map<string, string>();

  /** @returns whether the order of the nodes is another now */
  set(node: Node): boolean {
    const { name } = node.metadata;
    const zone = zoneOf(node);
    const before = this.zoneByNode.get(name);
    if (before === zone) return false;
    this.remove(name);
    this.zoneByNode.set(name, zone);
    const names = this.zones.get(zone) ?? new Set<string>();
    this.zones.set(zone, names.add(name));
    return true;
  }

  remove(name: string): void {
    const zone = this.zoneByNode.get(name);
    if (zone === undefined) return;
    this.zoneByNode.delete(name);
    const names = this.zones.get(zone);
    names?.delete(name);
    if (names?.size === 0) this.zones.delete(zone);
  }

  /** One from each zone in turn, so that a search that ends early has seen all zones. */
  zonesInTurn(): readonly string[] {
    const order: string[] = [];
    const rows = [...this.zones.values()].map((names) => [...names]);
    const longest = rows.reduce((most, { length }) => Math.max(most, length), 0);
    for (let place = 0; place < longest; place += 1)
      for (const row of rows) {
        const name = row[place];
        if (name !== undefined) order.push(name);
      }
    return order;
  }
}
