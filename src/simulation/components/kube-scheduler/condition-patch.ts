import type { PodCondition } from '../../../kubernetes/api/types.ts';

/** A condition as it is sent. */
export type Condition = Omit<PodCondition, 'lastProbeTime'> & { readonly lastProbeTime?: string | null };

/**
 * The part of a strategic merge patch that sets one condition of a Pod: only what differs is sent, and in which order
 * the conditions stand where there are others. Undefined where nothing differs.
 * Source: v1.35 apimachinery pkg/util/strategicpatch/patch.go CreateTwoWayMergePatch
 */
export function conditionPatch(known: readonly PodCondition[], condition: Condition): object | undefined {
  const before = known.find(({ type }) => type === condition.type) as Condition | undefined;
  const changed = Object.entries(condition).filter(
    ([field, value]) => before === undefined || (before[field as keyof Condition] ?? null) !== value,
  );
  if (changed.length === 0) return undefined;
  const conditions = [{ ...Object.fromEntries(changed), type: condition.type }];
  if (known.length === 0) return { conditions };
  const order = [...known.map(({ type }) => type), ...(before === undefined ? [condition.type] : [])];
  return { '$setElementOrder/conditions': order.map((type) => ({ type })), conditions };
}
