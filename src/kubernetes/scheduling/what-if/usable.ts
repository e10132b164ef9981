/**
 * What the kubelet leaves to Pods: it keeps back what its hard eviction thresholds name.
 * Source: v1.35 pkg/kubelet/eviction/defaults_linux.go memory.available<100Mi, nodefs.available<10%
 */
export function usable(resource: string, capacity: number): number {
  if (resource === 'memory') return capacity - 100 * 2 ** 20;
  return resource === 'ephemeral-storage' ? Math.floor(capacity * 0.9) : capacity;
}
