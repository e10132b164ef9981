import type { Fixer } from './fixer.ts';
import { podAffinityFixer } from './inter-pod-affinity.ts';
import { affinityFixer } from './node-affinity.ts';
import { nameFixer } from './node-name.ts';
import { portFixer } from './node-ports.ts';
import { fitFixer } from './node-resources-fit.ts';
import { cordonFixer } from './node-unschedulable.ts';
import { spreadFixer } from './pod-topology-spread.ts';
import { taintFixer } from './taint-toleration.ts';

/** By the plugin that refused. What volumes ask for is not offered: nobody can conjure up a disk. */
export const fixers: Readonly<Record<string, Fixer>> = {
  NodeUnschedulable: cordonFixer,
  NodeName: nameFixer,
  TaintToleration: taintFixer,
  NodeAffinity: affinityFixer,
  NodePorts: portFixer,
  NodeResourcesFit: fitFixer,
  PodTopologySpread: spreadFixer,
  InterPodAffinity: podAffinityFixer,
};
