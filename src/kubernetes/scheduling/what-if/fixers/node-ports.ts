import type { Container, Pod } from '../../../api/types.ts';
import { takenPort } from '../../plugins/node-ports.ts';
import type { Edit } from '../edit.ts';
import type { Fixer } from './fixer.ts';
import { leave } from './node-resources-fit.ts';

/** The Pod does without the port of the node, or whoever has it leaves. */
export const portFixer: Fixer = ({ pod }, info) => {
  const clash = takenPort(pod, info.pods);
  if (clash === undefined) return [];
  const holders = info.pods.filter((other) => takenPort(pod, [other]) !== undefined);
  const edits = [
    ...of('containers', pod.spec.containers),
    ...of('initContainers', pod.spec.initContainers ?? []),
  ].filter(({ path }) => path.at(-1) === 'hostPort' && portAt(pod, path) === clash.port);
  return [
    { on: 'pod', edits, field: 'ports.hostPort', from: String(clash.port), cost: 30 },
    ...(holders.length > 3 ? [] : [leave(info, holders)]),
  ];
};

const of = (list: 'containers' | 'initContainers', containers: readonly Container[]): readonly Edit[] =>
  containers.flatMap(({ ports = [] }, i) => ports.map((_, j) => ({ path: ['spec', list, i, 'ports', j, 'hostPort'] })));

const portAt = (pod: Pod, [, list, i, , j]: Edit['path']): number | undefined =>
  pod.spec[list as 'containers' | 'initContainers']?.[Number(i)]?.ports?.[Number(j)]?.hostPort;
