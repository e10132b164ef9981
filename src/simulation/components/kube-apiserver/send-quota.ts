import type { ApiObject } from '../../../kubernetes/api/types.ts';
import type { TxnEvent } from '../etcd/etcd.machine.ts';
import { keyOf } from '../etcd/store.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Writes down what a request takes of a quota. The requests of a Namespace are counted one after the other, so the next
 * one shall find it: the transaction takes no time here.
 * Source: v1.35 apiserver pkg/admission/plugin/resourcequota/resource_access.go UpdateQuotaStatus
 */
export function sendQuota({ port }: RequestContext, quota: ApiObject): void {
  const { namespace, name, resourceVersion } = quota.metadata;
  const event: TxnEvent = {
    type: 'txn',
    resource: 'resourcequotas',
    key: keyOf('resourcequotas', namespace, name),
    operation: 'put',
    expected: Number(resourceVersion),
    object: quota,
  };
  port.send({
    to: 'etcd',
    protocol: 'etcd',
    role: 'request',
    body: {
      type: 'etcd-txn',
      operation: 'put',
      key: `resourcequotas/${namespace}/${name}`,
      expectedRevision: event.expected,
    },
    event,
    takes: 0,
  });
}
