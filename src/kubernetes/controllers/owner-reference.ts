import type { ApiObject } from '../api/types.ts';

/** How a controller names itself in what it makes. Source: v1.35 apimachinery pkg/apis/meta/v1/controller_ref.go NewControllerRef */
export const ownerReference = ({ apiVersion, kind, metadata: { name, uid } }: ApiObject) => ({
  apiVersion,
  kind,
  name,
  uid,
  controller: true,
  blockOwnerDeletion: true,
});
