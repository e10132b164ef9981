import type { Resource } from '../api/resources.ts';

/** `ReplicaSet.apps`, `Pod`. Source: v1.35 apimachinery pkg/runtime/schema/group_version.go GroupKind.String */
export const groupKind = ({ kind, group }: Resource): string => (group === '' ? kind : `${kind}.${group}`);
