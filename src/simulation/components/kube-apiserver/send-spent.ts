import type { ApiObject } from '../../../kubernetes/api/types.ts';
import type { TxnEvent } from '../etcd/etcd.machine.ts';
import { keyOf } from '../etcd/store.ts';
import type { RequestContext } from './request-context.ts';

/**
 * Writes down what a request takes of a quota or a budget. Such requests are counted one after the other, so the next
 * one shall find it: the transaction takes no time here.
 * Source: v1.35 apiserver pkg/admission/plugin/resourcequota/resource_access.go UpdateQuotaStatus;
 * pkg/registry/core/pod/storage/eviction.go checkAndDecrement
 */
export function sendSpent({ port }: RequestContext, resource: string, spent: ApiObject): void {
  const { namespace, name, resourceVersion } = spent.metadata;
  const event: TxnEvent = {
    type: 'txn',
    resource,
    key: keyOf(resource, namespace, name),
    operation: 'put',
    expected: Number(resourceVersion),
    object: spent,
  };
  port.send({
    to: 'etcd',
    protocol: 'etcd',
    role: 'request',
    body: {
      type: 'etcd-txn',
      operation: 'put',
      key: `${resource}/${namespace}/${name}`,
      expectedRevision: event.expected,
    },
    event,
    takes: 0,
  });
}
