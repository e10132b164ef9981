import { sameJson } from '../../api/fields.ts';
import { managedPaths } from './managed-paths.ts';

/** One write to an object, as far as ownership goes. */
export interface ManagedWrite {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource?: string;
  /** The object before, undefined for a creation. */
  readonly before: unknown;
  /** The object after; for a creation as it was sent, since nobody owns what admission adds. */
  readonly after: unknown;
  /** What was applied. */
  readonly applied?: unknown;
}

export interface FieldOwner {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource?: string;
  readonly paths: ReadonlySet<string>;
}

/**
 * Who owns which fields after these writes: what `metadata.managedFields` would say. Whoever changes a field owns it,
 * whoever applies it owns it together with others who agree.
 * Source: v1.35 apimachinery pkg/util/managedfields; structured-merge-diff merge/update.go
 */
export function ownersAfter(writes: readonly ManagedWrite[]): readonly FieldOwner[] {
  let owners: readonly FieldOwner[] = [];
  for (const write of writes) owners = after(owners, write);
  return owners;
}

const isBy = (owner: FieldOwner, { manager, operation, subresource }: ManagedWrite): boolean =>
  owner.manager === manager && owner.operation === operation && owner.subresource === subresource;

function after(owners: readonly FieldOwner[], write: ManagedWrite): readonly FieldOwner[] {
  const [before, now] = [managedPaths(write.before), managedPaths(write.after)];
  const changed = new Set([...now].filter(([path, value]) => !sameJson(before.get(path), value)).map(([path]) => path));
  const own = owners.find((owner) => isBy(owner, write));
  const mine =
    write.operation === 'Apply'
      ? new Set(managedPaths(write.applied).keys())
      : new Set([...(own?.paths ?? []), ...changed].filter((path) => now.has(path)));
  const others = owners
    .filter((owner) => owner !== own)
    .map((owner) => ({
      ...owner,
      paths: new Set([...owner.paths].filter((path) => now.has(path) && !changed.has(path))),
    }));
  const { manager, operation, apiVersion, subresource } = write;
  const entry = { manager, operation, apiVersion, ...(subresource === undefined ? {} : { subresource }), paths: mine };
  return [...others, entry].filter(({ paths }) => paths.size > 0);
}
