import { at, textOf } from '../api/fields.ts';
import { forbidden } from '../api/status.ts';
import { nodeOfUser } from '../authorization/node-of-user.ts';
import { type AdmissionPlugin, nameOf } from './admission.ts';

/**
 * A kubelet touches its own node, its own lease and the pods bound to it. Labels that it may not set are not modelled.
 * Source: v1.35 plugin/pkg/admission/noderestriction/admission.go
 */
export const nodeRestriction: AdmissionPlugin = {
  name: 'NodeRestriction',
  admit(request) {
    const node = nodeOfUser(request.user);
    if (node === undefined) return undefined;
    const { plural } = request.resource;
    const refuse = (why: string) => ({ refused: forbidden(request.resource, nameOf(request), why) });
    if (plural === 'pods') {
      const bound = textOf(at(request.oldObject ?? request.object, 'spec', 'nodeName'));
      if (bound === node || bound === '') return undefined;
      if (request.operation === 'DELETE') {
        return refuse(`node "${node}" can only delete pods with spec.nodeName set to itself`);
      }
      return request.subresource === 'status'
        ? refuse(`node "${node}" can only update pod status for pods with spec.nodeName set to itself`)
        : undefined;
    }
    const name = nameOf(request);
    if (plural === 'nodes' && name !== node) {
      return refuse(`node "${node}" is not allowed to modify node "${name}"`);
    }
    if (plural === 'leases' && (request.namespace !== 'kube-node-lease' || name !== node)) {
      return refuse(`can only access node lease with the same name as the requesting node`);
    }
    return undefined;
  },
};
