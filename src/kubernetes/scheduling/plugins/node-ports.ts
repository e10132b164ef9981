import type { Pod } from '../../api/types.ts';
import { fits, type SchedulingPlugin } from '../framework.ts';

interface HostPort {
  readonly ip: string;
  readonly port: number;
  readonly protocol: string;
}

/** The host ports of a Pod: of its containers and its sidecars. */
const hostPorts = ({ spec }: Pod): readonly HostPort[] =>
  [
    ...spec.containers,
    ...(spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always'),
  ].flatMap(({ ports }) =>
    (ports ?? [])
      .filter(({ hostPort }) => (hostPort ?? 0) > 0)
      .map(({ hostIP, hostPort, protocol }) => ({
        ip: hostIP || '0.0.0.0',
        port: hostPort ?? 0,
        protocol: protocol || 'TCP',
      })),
  );

const clash = (a: HostPort, b: HostPort): boolean =>
  a.port === b.port && a.protocol === b.protocol && (a.ip === b.ip || a.ip === '0.0.0.0' || b.ip === '0.0.0.0');

const usesHostPorts = ({ spec }: Pod): boolean =>
  spec.containers.some(({ ports }) => ports !== undefined) || spec.initContainers !== undefined;

/** The first wanted port that one of the Pods has; undefined where all are free. */
export function takenPort(pod: Pod, others: readonly Pod[]): HostPort | undefined {
  const wanted = hostPorts(pod);
  if (wanted.length === 0) return undefined;
  const taken = others.filter(usesHostPorts).flatMap(hostPorts);
  return wanted.find((port) => taken.some((other) => clash(port, other)));
}

/**
 * Refuses a node on which a wanted host port is taken.
 * Source: v1.35 pkg/scheduler/framework/plugins/nodeports/node_ports.go
 */
export const nodePorts: SchedulingPlugin = {
  name: 'NodePorts',
  preFilter({ pod }) {
    if (hostPorts(pod).length === 0) return 'Skip';
    return {
      filter({ pods }) {
        const port = takenPort(pod, pods);
        if (port === undefined) return fits;
        return {
          code: 'Unschedulable',
          reasons: ["node(s) didn't have free ports for the requested pod ports"],
          compared: { port },
        };
      },
    };
  },
  hints: [
    {
      resource: 'Pod',
      actions: ['Delete'],
      helps: (pod, { before }) =>
        (before as Pod).spec.nodeName !== undefined && takenPort(pod, [before as Pod]) !== undefined,
    },
    { resource: 'Node', actions: ['Add'] },
  ],
};
