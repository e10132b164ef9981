import type { Container, Pod } from '../api/types.ts';
import { knownImage } from './programs/images.ts';

/**
 * Why a container's security context does not let it be made; undefined if it does.
 * Source: v1.35 pkg/kubelet/kuberuntime/security_context_others.go verifyRunAsNonRoot
 */
export function securityProblem(pod: Pod, container: Container): string | undefined {
  const own = container.securityContext ?? {};
  const shared = pod.spec.securityContext ?? {};
  if ((own.runAsNonRoot ?? shared.runAsNonRoot) !== true) return undefined;
  const who = `(pod: "${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})", container: ${container.name})`;
  const user = own.runAsUser ?? shared.runAsUser;
  if (user === 0) return `container's runAsUser breaks non-root policy ${who}`;
  if (user !== undefined) return undefined;
  // The images that are known here all run as root.
  return knownImage(container.image ?? '').runs === 'pause'
    ? undefined
    : `container has runAsNonRoot and image will run as root ${who}`;
}
