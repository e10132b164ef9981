import { byText, type Fields, fieldsOf, isFields, sameJson } from '../../api/fields.ts';
import { goQuote } from '../../api/go-text.ts';
import { applyConflict, type Status } from '../../api/status.ts';
import { isAtomicMap, listKind } from './list-kinds.ts';
import { itemName, managedPaths, valueName } from './managed-paths.ts';
import type { FieldOwner } from './ownership.ts';

export interface ApplyOptions {
  readonly manager: string;
  readonly force: boolean;
}

interface Conflict {
  readonly owner: FieldOwner;
  readonly path: string;
}

/**
 * The live object with what somebody applies: fields that others own and see otherwise are conflicts; what the applier
 * owned and no longer says goes, unless somebody else owns it, too.
 * Source: structured-merge-diff merge/update.go Apply
 */
export function serverSideApply(
  live: Fields,
  applied: Fields,
  owners: readonly FieldOwner[],
  { manager, force }: ApplyOptions,
): { readonly object: Fields } | { readonly refused: Status } {
  const [now, wanted] = [managedPaths(live), managedPaths(applied)];
  const isMine = (owner: FieldOwner): boolean => owner.manager === manager && owner.operation === 'Apply';
  const others = owners.filter((owner) => !isMine(owner));
  const conflicts = others.flatMap((owner): readonly Conflict[] =>
    [...wanted]
      .filter(([path, value]) => owner.paths.has(path) && !sameJson(now.get(path), value))
      .map(([path]) => ({ owner, path })),
  );
  if (conflicts.length > 0 && !force) return { refused: applyConflict(messageOf(conflicts), conflicts.map(causeOf)) };
  const mine = owners.find(isMine)?.paths ?? new Set<string>();
  const given = [...mine].filter((path) => !wanted.has(path) && !others.some(({ paths }) => paths.has(path)));
  const merged = mergeFields(withoutPaths(live, new Set(given)), applied, []);
  return { object: merged };
}

const described = ({ manager, operation, apiVersion, subresource }: FieldOwner): string => {
  const name = `${goQuote(manager)}${subresource === undefined ? '' : ` with subresource ${goQuote(subresource)}`}`;
  return operation === 'Update' ? `${name} using ${apiVersion}` : name;
};

const causeOf = ({ owner, path }: Conflict) => ({
  reason: 'FieldManagerConflict',
  message: `conflict with ${described(owner)}`,
  field: path,
});

/** Source: v1.35 apimachinery pkg/util/managedfields/internal/conflict.go */
function messageOf(conflicts: readonly Conflict[]): string {
  const [first] = conflicts;
  if (conflicts.length === 1 && first !== undefined)
    return `Apply failed with 1 conflict: conflict with ${described(first.owner)}: ${first.path}`;
  const managers = [...new Set(conflicts.map(({ owner }) => owner))].sort((a, b) => byText(described(a), described(b)));
  const lines = managers.flatMap((owner) => [
    `conflicts with ${described(owner)}:`,
    ...conflicts.filter((conflict) => conflict.owner === owner).map(({ path }) => `- ${path}`),
  ]);
  return `Apply failed with ${conflicts.length} conflicts: ${lines.join('\n')}`;
}

function mergeFields(live: Fields, applied: Fields, path: readonly string[]): Fields {
  const merged: Record<string, unknown> = { ...live };
  for (const [key, value] of Object.entries(applied)) merged[key] = merge(live[key], value, [...path, key]);
  return merged;
}

function merge(live: unknown, applied: unknown, given: readonly string[]): unknown {
  // Lists and maps are known by where they stand below metadata as elsewhere.
  const path = given[0] === 'metadata' ? given.slice(1) : given;
  if (Array.isArray(applied)) {
    const how = listKind(path);
    const before: readonly unknown[] = Array.isArray(live) ? live : [];
    if (how.kind === 'set') return [...before, ...applied.filter((item) => !before.some((old) => sameJson(old, item)))];
    if (how.kind === 'by keys' && applied.every(isFields)) return mergeItems(before, applied, given, how.keys);
    return applied;
  }
  if (isFields(applied) && isFields(live) && !isAtomicMap(path)) return mergeFields(live, applied, given);
  return applied;
}

/** Items that both have stay in their place; new ones follow. */
function mergeItems(
  live: readonly unknown[],
  applied: readonly Fields[],
  path: readonly string[],
  keys: readonly string[],
): readonly unknown[] {
  const name = (item: unknown): string => itemName(fieldsOf(item), keys);
  const kept = live.map((item) => {
    const change = applied.find((other) => name(other) === name(item));
    return change === undefined ? item : mergeFields(fieldsOf(item), change, path);
  });
  return [...kept, ...applied.filter((item) => !live.some((old) => name(old) === name(item)))];
}

/** The object without the fields at these paths, and without what is empty then. */
function withoutPaths(object: Fields, paths: ReadonlySet<string>): Fields {
  if (paths.size === 0) return object;
  const { metadata, ...rest } = object;
  const kept = strip(rest, [], '', paths);
  const meta = strip(fieldsOf(metadata), [], '.metadata', paths);
  return { ...fieldsOf(kept), metadata: fieldsOf(meta) };
}

function strip(value: unknown, path: readonly string[], printed: string, gone: ReadonlySet<string>): unknown {
  if (gone.has(printed)) return undefined;
  if (Array.isArray(value)) {
    const how = listKind(path);
    if (how.kind === 'atomic') return value;
    const left = value.flatMap((item) => {
      const name = how.kind === 'set' ? valueName(item) : itemName(fieldsOf(item), how.keys);
      const kept =
        how.kind === 'set'
          ? gone.has(`${printed}${name}`)
            ? undefined
            : item
          : strip(item, path, `${printed}${name}`, gone);
      return kept === undefined || (isFields(kept) && Object.keys(kept).length === 0) ? [] : [kept];
    });
    return left.length === 0 && value.length > 0 ? undefined : left;
  }
  if (!isFields(value) || (path.length > 0 && isAtomicMap(path))) return value;
  const entries = Object.entries(value).flatMap(([key, inside]) => {
    const kept = strip(inside, [...path, key], `${printed}.${key}`, gone);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return entries.length === 0 && Object.keys(value).length > 0 && path.length > 0
    ? undefined
    : Object.fromEntries(entries);
}
