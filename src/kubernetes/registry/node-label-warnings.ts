import { listOf, own, rowsOf, textOf } from '../api/fields.ts';
import { isLabelValue } from '../api/names.ts';

const beta = 'beta.kubernetes.io';

/** Source: v1.35 pkg/api/node/util.go deprecatedNodeLabels */
const deprecated: Readonly<Record<string, string>> = {
  [`failure-domain.${beta}/zone`]: 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  [`failure-domain.${beta}/region`]: 'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  [`${beta}/instance-type`]: 'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
  [`${beta}/os`]: 'deprecated since v1.14; use "kubernetes.io/os" instead',
  [`${beta}/arch`]: 'deprecated since v1.14; use "kubernetes.io/arch" instead',
};

/** The words about a label of nodes that has another name by now. */
export const deprecatedNodeLabel = (key: string): string | undefined => own(deprecated, key);

/** Source: v1.35 pkg/api/node/util.go GetWarningsForNodeSelectorTerm */
export function* nodeTermWarnings(expressions: unknown, path: string, checksValues: boolean): Generator<string> {
  for (const [index, { key, values }] of rowsOf(expressions).entries()) {
    const here = `${path}.matchExpressions[${index}]`;
    const message = deprecatedNodeLabel(textOf(key));
    if (message !== undefined) yield `${here}.key: ${textOf(key)} is ${message}`;
    if (!checksValues) continue;
    for (const [place, value] of listOf(values).map(textOf).entries()) {
      for (const why of isLabelValue(value)) yield `${here}.values[${place}]: ${value} is invalid, ${why}`;
    }
  }
}
