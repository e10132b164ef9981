import type { Resource } from '../api/resources.ts';
import { conflict, type Status } from '../api/status.ts';
import type { ApiObject } from '../api/types.ts';

/**
 * Whoever writes the uid means that one object, and no other of its name.
 * Source: v1.35 apiserver pkg/storage/interfaces.go Preconditions.Check, errors.go StorageError.Error
 */
export function otherUid(resource: Resource, { metadata }: ApiObject, stored: ApiObject): Status | undefined {
  const { uid, namespace = '', name } = stored.metadata;
  if (metadata.uid === undefined || metadata.uid === uid) return undefined;
  const key = [resource.etcdPrefix, namespace, name].filter((part) => part !== '').join('/');
  const why = `Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${uid}`;
  return conflict(
    resource,
    name,
    `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`,
  );
}
