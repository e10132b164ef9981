import type { Pod } from '../../api/types.ts';

/** Whether a Pod belongs to its node: it is of no use to delete it, and a new node has one, too. */
export const isOfTheNode = ({ metadata }: Pod): boolean =>
  metadata.namespace === 'kube-system' ||
  metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined ||
  metadata.ownerReferences?.some(({ kind, controller }) => kind === 'DaemonSet' && controller === true) === true;
