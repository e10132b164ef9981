import { isQuantity } from '../kubernetes/api/quantity.ts';
import type { Manifest, Taint } from '../kubernetes/api/types.ts';
import { defaultCapacity } from './defaults.ts';
import { wrongType } from './problems.ts';
import type { Cluster, NodeSpec } from './scenario.ts';
import type { Value } from './yaml-reader.ts';

export function readNode(node: Value): NodeSpec {
  const { name, capacity, labels, taints, images, unschedulable } = node.fields([
    'name',
    'capacity',
    'labels',
    'taints',
    'images',
    'unschedulable',
  ]);
  name.required('name', node);
  const amounts = capacity.entries().map(([resource, amount]) => {
    const text = amount.text() ?? '';
    if (!isQuantity(text)) amount.complain(wrongType(amount.place, 'a quantity such as 500m, 4 or 8Gi', `"${text}"`));
    return [resource, text] as const;
  });
  return {
    name: name.text() ?? '',
    capacity: { ...defaultCapacity, ...Object.fromEntries(amounts) },
    labels: Object.fromEntries(labels.entries().map(([key, text]) => [key, text.text() ?? ''])),
    taints: taints.items().map(readTaint),
    images: images.items().map((image) => image.text() ?? ''),
    ...(unschedulable.yes() === true ? { unschedulable: true } : {}),
  };
}

function readTaint(taint: Value): Taint {
  const { key, value, effect } = taint.fields(['key', 'value', 'effect']);
  key.required('key', taint);
  const text = effect.text() ?? 'NoSchedule';
  const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
  if (!effects.includes(text)) effect.complain(wrongType(effect.place, effects.join(', '), `"${text}"`));
  const given = value.text();
  return { key: key.text() ?? '', effect: text, ...(given === undefined ? {} : { value: given }) };
}

interface NodeObject extends Manifest {
  readonly spec?: { readonly taints?: readonly Taint[]; readonly unschedulable?: boolean };
  readonly status?: {
    readonly capacity?: Readonly<Record<string, string>>;
    readonly allocatable?: Readonly<Record<string, string>>;
    readonly images?: readonly { readonly names?: readonly string[] }[];
  };
}

/** A cluster out of what `kubectl get nodes,pods -A -o yaml` prints: Nodes become nodes, the rest exists already. */
export function clusterOfObjects(objects: readonly Manifest[]): Pick<Cluster, 'nodes' | 'objects'> {
  const nodes = objects.filter(({ kind }) => kind === 'Node') as readonly NodeObject[];
  return {
    nodes: nodes.map((node) => ({
      name: node.metadata?.name ?? '',
      capacity: { ...(node.status?.capacity ?? defaultCapacity) },
      ...(node.status?.allocatable === undefined ? {} : { allocatable: node.status.allocatable }),
      labels: node.metadata?.labels ?? {},
      ...(node.metadata?.annotations === undefined ? {} : { annotations: node.metadata.annotations }),
      taints: node.spec?.taints ?? [],
      ...(node.spec?.unschedulable === true ? { unschedulable: true } : {}),
      images: (node.status?.images ?? []).flatMap(({ names }) => names ?? []),
    })),
    objects: objects.filter(({ kind }) => kind !== 'Node'),
  };
}
