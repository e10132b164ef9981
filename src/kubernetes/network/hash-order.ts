import { byText } from '../api/fields.ts';
import { fnv128a } from '../api/fnv128a.ts';
import { goDump } from '../api/go-dump.ts';
import type { EndpointPort } from './endpoints.ts';

/** Sorted by a hash of how Go dumps each, as things are that are kept in Go's maps until then. */
function byHash<T>(items: readonly T[], dump: (item: T) => string): readonly T[] {
  if (items.length < 2) return items;
  return items
    .map((item) => ({ item, hash: fnv128a(dump(item)) }))
    .sort((a, b) => byText(a.hash, b.hash))
    .map(({ item }) => item);
}

/** The ports of a subset of Endpoints. Source: v1.35 pkg/api/v1/endpoints/util.go portsByHash */
export const subsetPorts = (ports: readonly EndpointPort[]): readonly EndpointPort[] =>
  byHash(ports, (port) => goDump(port, 'v1.EndpointPort'));

/** The subsets of Endpoints. Source: v1.35 pkg/api/v1/endpoints/util.go subsetsByHash */
export const subsetsInOrder = (subsets: readonly unknown[]): readonly unknown[] =>
  byHash(subsets, (subset) => goDump(subset, 'v1.EndpointSubset'));

/** The ports of an EndpointSlice, whose fields are pointers. Source: v1.35 endpointslice/util/controller_utils.go portsInOrder */
export const slicePorts = (ports: readonly EndpointPort[]): readonly EndpointPort[] =>
  byHash(
    ports,
    ({ name, protocol, port, appProtocol }) =>
      `(v1.EndpointPort){Name:(*string)${name} Protocol:(*v1.Protocol)${protocol} Port:(*int32)${port} AppProtocol:(*string)${appProtocol ?? '<nil>'}}`,
  );
