import { expect, it } from 'vitest';
import { resourceForKind, resourcePath } from '../../../src/kubernetes/api/resources.ts';
import { requestInfo } from '../../../src/simulation/components/kube-apiserver/request-info.ts';

const roles = resourceForKind('rbac.authorization.k8s.io/v1', 'ClusterRole');
if (roles === undefined) throw new Error('ClusterRoles are no resource');

it.each([
  ['system:node', 'system:node'],
  ['a b', 'a%20b'],
  ['50%', '50%25'],
  ['a/b', 'a%2Fb'],
  ['a?b', 'a%3Fb'],
  ['a+b@c', 'a+b@c'],
])('the name %s stands in a path as %s, and is read back', (name, segment) => {
  const path = resourcePath(roles, undefined, name);
  expect(path).toBe(`/apis/rbac.authorization.k8s.io/v1/clusterroles/${segment}`);
  expect(requestInfo(path).name).toBe(name);
});
