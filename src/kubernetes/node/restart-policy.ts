import type { Container, Pod } from '../api/types.ts';
import type { PodRuntimeStatus } from './runtime-status.ts';
import { newest } from './runtime-status.ts';

interface RestartRule {
  readonly action?: string;
  readonly exitCodes?: { readonly operator?: string; readonly values?: readonly number[] };
}

/** A sidecar: an init container that stays. */
export const isSidecar = (container: Container): boolean => container.restartPolicy === 'Always';

/**
 * Whether an ended container is started again: its own rules on the exit code first, then its own policy, then the Pod's.
 * Source: v1.35 pkg/api/v1/pod/util.go ContainerShouldRestart
 */
export function shouldRestart(pod: Pod, container: Container, exitCode: number): boolean {
  const rules = (container as { restartPolicyRules?: readonly RestartRule[] }).restartPolicyRules ?? [];
  for (const { action, exitCodes } of rules) {
    const listed = exitCodes?.values?.includes(exitCode) === true;
    const matches = exitCodes?.operator === 'NotIn' ? !listed : listed;
    if (matches && action === 'Restart') return true;
  }
  const policy = container.restartPolicy ?? pod.spec.restartPolicy ?? 'Always';
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
}

/**
 * Whether a container that does not run shall be started now.
 * Source: v1.35 pkg/kubelet/container/helpers.go ShouldContainerBeRestarted
 */
export function shouldStart(pod: Pod, container: Container, status: PodRuntimeStatus): boolean {
  if (pod.metadata.deletionTimestamp !== undefined) return false;
  const last = newest(status, container.name);
  if (last === undefined) return true;
  if (isEphemeral(pod, container)) return false;
  if (last.state === 'created') return true;
  if (last.state === 'running') return false;
  return shouldRestart(pod, container, last.exitCode ?? 0);
}

export const initContainersOf = (pod: Pod): readonly Container[] => pod.spec.initContainers ?? [];

/** What `kubectl debug` adds to a Pod that runs. They are started once and never again. */
export const ephemeralContainersOf = (pod: Pod): readonly Container[] => pod.spec.ephemeralContainers ?? [];

const isEphemeral = (pod: Pod, { name }: Container): boolean =>
  ephemeralContainersOf(pod).some((container) => container.name === name);

/** Every container that the Pod names. Source: v1.35 pkg/api/v1/pod/util.go VisitContainers */
export const allContainersOf = (pod: Pod): readonly Container[] => [
  ...initContainersOf(pod),
  ...pod.spec.containers,
  ...ephemeralContainersOf(pod),
];
