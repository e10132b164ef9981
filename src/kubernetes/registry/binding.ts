import { fieldsOf, rowsOf, textOf } from '../api/fields.ts';
import { conflict, type Status } from '../api/status.ts';
import type { Pod, PodCondition } from '../api/types.ts';

const binding = { plural: 'pods/binding', group: '' };

/**
 * POST …/pods/NAME/binding: the node and the condition in one write. The generation does not change. A Pod that is
 * bound is nominated no more (ClearingNominatedNodeNameAfterBinding, on by default in v1.35).
 * Source: v1.35 pkg/registry/core/pod/storage/storage.go BindingREST.setPodNodeAndMetadata
 * @param now RFC 3339
 */
export function bind(pod: Pod, body: unknown, now: string): { readonly object: Pod } | { readonly refused: Status } {
  const { name } = pod.metadata;
  const wanted = fieldsOf(fieldsOf(body).metadata);
  const target = textOf(fieldsOf(fieldsOf(body).target).name);
  const refuse = (why: string) => ({ refused: conflict(binding, name, why) });
  const uid = textOf(wanted.uid);
  if (uid !== '' && uid !== pod.metadata.uid) {
    return refuse(`Precondition failed: UID in precondition: ${uid}, UID in object meta: ${pod.metadata.uid}`);
  }
  if (pod.metadata.deletionTimestamp !== undefined)
    return refuse(`pod ${name} is being deleted, cannot be assigned to a host`);
  const assigned = pod.spec.nodeName ?? '';
  if (assigned !== '') return refuse(`pod ${name} is already assigned to node "${assigned}"`);
  if (rowsOf(pod.spec.schedulingGates).length > 0) return refuse(`pod ${name} has non-empty .spec.schedulingGates`);
  const copied = (field: 'labels' | 'annotations') => {
    const given = fieldsOf(wanted[field]);
    return Object.keys(given).length === 0 ? {} : { [field]: { ...given, ...pod.metadata[field] } };
  };
  const { nominatedNodeName: _, ...status } = pod.status ?? {};
  return {
    object: {
      ...pod,
      metadata: { ...pod.metadata, ...copied('labels'), ...copied('annotations') },
      spec: { ...pod.spec, nodeName: target },
      status: { ...status, conditions: scheduled(status.conditions ?? [], now) },
    },
  };
}

function scheduled(conditions: readonly PodCondition[], now: string): readonly PodCondition[] {
  const others = conditions.filter(({ type }) => type !== 'PodScheduled');
  // The client library has no null for times, the wire has.
  const condition = { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: now };
  return [...others, condition as unknown as PodCondition];
}
