import type { Draw } from '../api/calls.ts';
import { type FieldError, invalidValue } from '../api/field-error.ts';
import { type Fields, numberOf, rowsOf, textOf } from '../api/fields.ts';

const firstPort = 30000;
const lastPort = 32767;
/** The lower end is left to people who choose a port. Source: v1.35 pkg/registry/core/service/portallocator calculateRangeOffset */
const chosenByPeople = 86;

export type Ported = { readonly spec: Fields } | { readonly errors: readonly FieldError[] };

/** Whether the Service may have ports of the nodes at all. */
const mayHavePorts = (spec: Fields) => spec.type === 'NodePort' || spec.type === 'LoadBalancer';

/** Whether ports that nobody asked for are given too. Source: shouldAllocateNodePorts */
export const needsNodePort = (spec: Fields) =>
  spec.type === 'NodePort' || (spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false);

/** One that is free, from where the draw says on. */
export function drawnNodePort(taken: ReadonlySet<unknown>, draw: Draw): number {
  const size = lastPort - firstPort - chosenByPeople + 1;
  let offset = Math.floor(draw() * size);
  while (taken.has(firstPort + chosenByPeople + offset)) offset = (offset + 1) % size;
  return firstPort + chosenByPeople + offset;
}

function refusal(wanted: number, taken: ReadonlySet<unknown>): string | undefined {
  if (wanted < firstPort || wanted > lastPort)
    return `provided port is not in the valid range. The range of valid ports is ${firstPort}-${lastPort}`;
  return taken.has(wanted) ? 'provided port is already allocated' : undefined;
}

/**
 * The ports of the nodes that lead to the Service. One number in two protocols leads to the same port of the nodes.
 * The allocator stops at the first port that it cannot give.
 * Source: v1.35 pkg/registry/core/service/storage/alloc.go initNodePorts, updateNodePorts
 */
export function withNodePorts(spec: Fields, old: Fields | undefined, others: readonly Fields[], draw: Draw): Ported {
  if (!mayHavePorts(spec)) return { spec: old !== undefined && mayHavePorts(old) ? withoutNodePorts(spec, old) : spec };
  const key = (port: Fields) => `${textOf(port.protocol)} ${String(port.nodePort)}`;
  const portsOf = (service: Fields) => rowsOf(service.ports).filter((port) => numberOf(port.nodePort));
  const own = new Set(old === undefined ? [] : portsOf(old).map(key));
  const taken = new Set(others.flatMap(portsOf).map((port) => port.nodePort));
  const given = new Map<unknown, number>();
  const ports: Fields[] = [];
  const all = rowsOf(spec.ports);
  for (const [index, port] of all.entries()) {
    const asked = numberOf(port.nodePort) ?? 0;
    const known = given.get(port.port);
    if (asked === 0 && (known !== undefined || !needsNodePort(spec))) {
      ports.push(known === undefined ? port : { ...port, nodePort: known });
      continue;
    }
    const wanted =
      asked || numberOf(all.find((other) => other.port === port.port && numberOf(other.nodePort))?.nodePort);
    const nodePort = wanted || drawnNodePort(taken, draw);
    const chosen = { ...port, nodePort };
    const why = nodePort === known || own.has(key(chosen)) ? undefined : refusal(nodePort, taken);
    if (why !== undefined) return { errors: [invalidValue(`spec.ports[${index}].nodePort`, nodePort, why)] };
    taken.add(nodePort);
    if (known === undefined) given.set(port.port, nodePort);
    ports.push(chosen);
  }
  return { spec: { ...spec, ports } };
}

/** Going back to ClusterIP, the ports that were given are given back, those asked for stay to be refused. */
function withoutNodePorts(spec: Fields, old: Fields): Fields {
  const given = new Set(rowsOf(old.ports).map((port) => port.nodePort));
  const ports = rowsOf(spec.ports).map((port) => {
    const { nodePort, ...rest } = port;
    return nodePort === undefined || given.has(nodePort) ? rest : port;
  });
  return { ...spec, ports };
}
