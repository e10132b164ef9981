import type { Pod } from '../../api/types.ts';
import { type FilterPlugin, fits } from '../framework.ts';

interface HostPort {
  readonly ip: string;
  readonly port: number;
  readonly protocol: string;
}

/** The host ports of a Pod: of its containers and its sidecars. */
export const hostPorts = (pod: Pod): readonly HostPort[] =>
  [
    ...pod.spec.containers,
    ...(pod.spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'),
  ].flatMap(({ ports }) =>
    (ports ?? [])
      .filter(({ hostPort }) => (hostPort ?? 0) > 0)
      .map(({ hostIP, hostPort, protocol }) => ({
        ip: hostIP ?? '0.0.0.0',
        port: hostPort ?? 0,
        protocol: protocol ?? 'TCP',
      })),
  );

const clash = (a: HostPort, b: HostPort): boolean =>
  a.port === b.port && a.protocol === b.protocol && (a.ip === b.ip || a.ip === '0.0.0.0' || b.ip === '0.0.0.0');

/**
 * Refuses a node on which a wanted host port is taken.
 * Source: v1.35 pkg/scheduler/framework/plugins/nodeports/node_ports.go
 */
export const nodePorts: FilterPlugin = {
  name: 'NodePorts',
  preFilter(pod) {
    const wanted = hostPorts(pod);
    if (wanted.length === 0) return () => fits;
    return ({ pods }) => {
      const taken = pods.flatMap(hostPorts);
      const conflict = wanted.find((port) => taken.some((other) => clash(port, other)));
      if (conflict === undefined) return fits;
      return {
        code: 'Unschedulable',
        reasons: ["node(s) didn't have free ports for the requested pod ports"],
        compared: { port: conflict },
      };
    };
  },
};
