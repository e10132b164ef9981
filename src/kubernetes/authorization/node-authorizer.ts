import type { ClusterView } from '../api/calls.ts';
import { at, textOf } from '../api/fields.ts';
import type { Pod } from '../api/types.ts';
import { referredTo } from '../node/referred-objects.ts';
import { podClaims } from '../storage/pod-claims.ts';
import type { AuthorizationRequest, Decision, User } from './authorization-request.ts';
import { clusterRoles } from './bootstrap/cluster-roles.ts';
import { nodeOfUser } from './node-of-user.ts';
import { ruleAllows } from './policy-rule.ts';

const allowed: Decision = { allowed: true, reason: '', because: 'the Node authorizer gives it to the kubelet' };
const no = (reason: string): Decision => ({ allowed: false, reason });

/**
 * What a kubelet may: read what the Pods of its node name, and write about itself and them.
 * Source: v1.35 plugin/pkg/auth/authorizer/node/node_authorizer.go Authorize
 * @returns undefined for a user that is no node
 */
export function authorizeNode(user: User, request: AuthorizationRequest, view: ClusterView): Decision | undefined {
  const node = nodeOfUser(user);
  if (node === undefined) return undefined;
  switch (request.group === '' ? request.resource : `${request.resource}.${request.group}`) {
    case 'secrets':
    case 'configmaps':
      return readNamed(node, request, view);
    case 'persistentvolumeclaims':
      return request.subresource === 'status' ? updateStatus(node, request, view) : getOne(node, request, view);
    case 'persistentvolumes':
    case 'volumeattachments.storage.k8s.io':
    case 'resourceclaims.resource.k8s.io':
      return getOne(node, request, view);
    case 'serviceaccounts':
      return createToken(node, request, view);
    case 'leases.coordination.k8s.io':
      return ownLease(node, request);
    case 'csinodes.storage.k8s.io':
      return ownCsiNode(node, request);
    case 'nodes':
      return ownNode(node, request);
    case 'pods':
      return podsOfNode(node, request, view);
    default: {
      const rules = clusterRoles['system:node']?.rules ?? [];
      return rules.some((rule) => ruleAllows(rule, request)) ? allowed : no('');
    }
  }
}

function related(node: string, request: AuthorizationRequest, view: ClusterView): Decision {
  if ((request.name ?? '') === '') return no('No Object name found');
  return isRelated(node, request, view) ? allowed : no(`no relationship found between node '${node}' and this object`);
}

function readNamed(node: string, request: AuthorizationRequest, view: ClusterView): Decision {
  if (!['get', 'list', 'watch'].includes(request.verb)) return no('can only read resources of this type');
  if (request.subresource !== undefined) return no('cannot read subresource');
  if ((request.namespace ?? '') === '') return no('can only read namespaced object of this type');
  return related(node, request, view);
}

function getOne(node: string, request: AuthorizationRequest, view: ClusterView): Decision {
  if (request.verb !== 'get') return no('can only get individual resources of this type');
  return request.subresource === undefined ? related(node, request, view) : no('cannot get subresource');
}

function updateStatus(node: string, request: AuthorizationRequest, view: ClusterView): Decision {
  if (request.verb !== 'update' && request.verb !== 'patch') return no('can only update status');
  return related(node, request, view);
}

function createToken(node: string, request: AuthorizationRequest, view: ClusterView): Decision {
  if (request.verb === 'get' && request.subresource === undefined) return related(node, request, view);
  if (request.verb !== 'create' || request.subresource !== 'token')
    return no('can only create tokens for individual service accounts');
  return related(node, request, view);
}

const writes = ['get', 'create', 'update', 'patch', 'delete'];

function ownLease(node: string, { verb, namespace, name }: AuthorizationRequest): Decision {
  if (!writes.includes(verb)) return no('can only get, create, update, patch, or delete a node lease');
  if (namespace !== 'kube-node-lease') return no('can only access leases in the "kube-node-lease" system namespace');
  // The name of what is created stands in a body that has not been read; NodeRestriction looks at it.
  if (verb !== 'create' && name !== node)
    return no('can only access node lease with the same name as the requesting node');
  return allowed;
}

function ownCsiNode(node: string, { verb, name, subresource }: AuthorizationRequest): Decision {
  if (!writes.includes(verb)) return no('can only get, create, update, patch, or delete a CSINode');
  if (subresource !== undefined) return no('cannot authorize CSINode subresources');
  if (verb !== 'create' && name !== node)
    return no('can only access CSINode with the same name as the requesting node');
  return allowed;
}

function ownNode(node: string, { verb, name = '', subresource }: AuthorizationRequest): Decision {
  if (subresource === 'status') return verb === 'update' || verb === 'patch' ? allowed : no('');
  if (subresource !== undefined) return no('');
  if (['create', 'update', 'patch'].includes(verb)) return allowed;
  if (!['get', 'list', 'watch'].includes(verb)) return no('');
  if (name === node) return allowed;
  if (name === '') return no(`node '${node}' cannot read all nodes, only its own Node object`);
  return no(`node '${node}' cannot read '${name}', only its own Node object`);
}

function podsOfNode(node: string, request: AuthorizationRequest, view: ClusterView): Decision {
  const { verb, subresource, fields = {} } = request;
  if (subresource === 'status') return verb === 'update' || verb === 'patch' ? allowed : no('');
  if (subresource === 'eviction') return verb === 'create' ? allowed : no('');
  if (subresource !== undefined) return no('');
  if (verb === 'create' || verb === 'delete') return allowed;
  if (verb === 'get') return getOne(node, request, view);
  if (verb !== 'list' && verb !== 'watch') return no('');
  return fields['spec.nodeName'] === node ? allowed : no('can only list/watch pods with spec.nodeName field selector');
}

/**
 * Whether a way leads from the object to the node: upstream keeps a graph of these, here they are looked up.
 * Source: v1.35 plugin/pkg/auth/authorizer/node/graph.go AddPod, AddPV, AddVolumeAttachment
 */
function isRelated(
  node: string,
  { resource, namespace = '', name = '' }: AuthorizationRequest,
  view: ClusterView,
): boolean {
  if (resource === 'pods') return nodeNameOf(view.get('pods', namespace, name)) === node;
  if (resource === 'volumeattachments') return nodeNameOf(view.get(resource, '', name)) === node;
  const here = (view.list('pods') as readonly Pod[]).filter((pod) => pod.spec.nodeName === node);
  if (resource === 'persistentvolumes') {
    const claim = at(view.get(resource, '', name), 'spec', 'claimRef');
    return here.some(
      (pod) => pod.metadata.namespace === textOf(at(claim, 'namespace')) && claims(pod, textOf(at(claim, 'name'))),
    );
  }
  return here
    .filter((pod) => pod.metadata.namespace === namespace)
    .some((pod) => {
      if (resource === 'serviceaccounts') return (pod.spec.serviceAccountName ?? 'default') === name;
      if (resource === 'persistentvolumeclaims') return claims(pod, name);
      return referredTo(pod).some(([kind, referred]) => kind === resource && referred === name);
    });
}

const nodeNameOf = (object: unknown): string => textOf(at(object, 'spec', 'nodeName'));

const claims = (pod: Pod, claim: string): boolean => podClaims(pod).some(({ name }) => name === claim);
