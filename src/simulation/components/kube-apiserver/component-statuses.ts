import { notFound } from '../../../kubernetes/api/status.ts';

/** Nothing of this is stored: the server asks the other components when somebody asks it. */
const names = ['scheduler', 'etcd-0', 'controller-manager'];

const statusOf = (name: string) => ({
  metadata: { name },
  conditions: [{ type: 'Healthy', status: 'True', message: 'ok' }],
});

/** Source: v1.35 pkg/registry/core/componentstatus/rest.go List */
export const listComponents = (): { code: number; body: unknown } => ({
  code: 200,
  body: { kind: 'ComponentStatusList', apiVersion: 'v1', metadata: {}, items: names.map(statusOf) },
});

/** Source: v1.35 pkg/registry/core/componentstatus/rest.go Get */
export function readComponents(name: string): { code: number; body: unknown } {
  if (names.includes(name))
    return { code: 200, body: { kind: 'ComponentStatus', apiVersion: 'v1', ...statusOf(name) } };
  const status = notFound({ plural: 'componentstatuses', group: '' }, name);
  return { code: status.code, body: status };
}
