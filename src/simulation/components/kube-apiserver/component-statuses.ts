/** What the API server finds when it asks the processes beside it how they are. */
interface ComponentStatus {
  readonly apiVersion: 'v1';
  readonly kind: 'ComponentStatus';
  readonly metadata: { readonly name: string };
  readonly conditions: readonly { readonly type: 'Healthy'; readonly status: 'True'; readonly message: 'ok' }[];
}

/**
 * Nothing of this is stored: the components are asked at each request. In the model each of them runs whenever the
 * API server does.
 * Source: v1.35 pkg/registry/core/componentstatus/rest.go
 */
export const componentStatuses: readonly ComponentStatus[] = ['scheduler', 'etcd-0', 'controller-manager'].map(
  (name) => ({
    apiVersion: 'v1',
    kind: 'ComponentStatus',
    metadata: { name },
    conditions: [{ type: 'Healthy', status: 'True', message: 'ok' }],
  }),
);
