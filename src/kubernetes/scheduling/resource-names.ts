/**
 * Whether a resource is neither cpu, memory nor disk but counted by its own name: an extended one, huge pages,
 * attachable volumes. Source: v1.35 pkg/scheduler/util/utils.go IsScalarResourceName
 */
export const isScalar = (resource: string): boolean =>
  resource.includes('/') || resource.startsWith('hugepages-') || resource.startsWith('attachable-volumes-');

/** Whether somebody other than Kubernetes defines it. Source: v1.35 pkg/apis/core/v1/helper/helpers.go IsExtendedResourceName */
export const isExtended = (resource: string): boolean =>
  resource.includes('/') && !/(^|\.)kubernetes\.io\//.test(resource) && !resource.startsWith('requests.');
