import { type Fields, fieldsOf, listOf, textOf } from '../api/fields.ts';
import { fill, within } from './fill.ts';

const unknownSystem = Object.fromEntries(
  'machineID systemUUID bootID kernelVersion osImage containerRuntimeVersion kubeletVersion kubeProxyVersion operatingSystem architecture'
    .split(' ')
    .map((name) => [name, '']),
);

/**
 * What no kubelet has told yet is written as Go writes a struct with nothing in it.
 * Source: v1.35 staging/src/k8s.io/api/core/v1/types.go NodeStatus, NodeSystemInfo, DaemonEndpoint
 */
const status = (given: Fields): Fields => ({
  ...given,
  daemonEndpoints: fill(fieldsOf(given.daemonEndpoints), { kubeletEndpoint: { Port: 0 } }),
  nodeInfo: fill(fieldsOf(given.nodeInfo), unknownSystem),
});

/**
 * The ranges of a node's Pods stand in a list, and the first of them in a field of its own, which wins where the two
 * do not agree.
 * Source: v1.35 pkg/apis/core/v1/conversion.go Convert_v1_NodeSpec_To_core_NodeSpec, Convert_core_NodeSpec_To_v1_NodeSpec
 */
function withBothRanges(given: unknown): Fields {
  const spec = fieldsOf(given);
  const [range, ranges] = [textOf(spec.podCIDR), listOf(spec.podCIDRs)];
  if (range === '') return ranges.length === 0 ? spec : { ...spec, podCIDR: ranges[0] };
  return ranges[0] === range ? spec : { ...spec, podCIDRs: [range] };
}

export const defaultNode = (node: Fields): Fields => ({
  ...within(node, 'spec', withBothRanges),
  status: status(fieldsOf(node.status)),
});
