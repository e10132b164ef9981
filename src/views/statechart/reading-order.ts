import type { StateDefinition } from '../../trace/chart-definition.ts';

/**
 * Sibling states from above to below. The order in which the machine is written, but for states that the main way
 * only passes by: what stands between a state and the one it leads to, and is not reached from there, goes to the end.
 */
export function readingOrder(states: readonly StateDefinition[]): readonly StateDefinition[] {
  let order = [...states];
  for (let i = 0; i < order.length; i += 1) {
    const aims = aimsOf(order[i]);
    const next = order[i + 1];
    if (next === undefined || aims.includes(next.path)) continue;
    const goal = order.findIndex(({ path }, place) => place > i && path === aims.at(-1));
    const passed = order.slice(i + 1, Math.max(goal, i + 1));
    if (passed.length === 0 || passed.some(({ path }) => aims.includes(path))) continue;
    order = [...order.filter((state) => !passed.includes(state)), ...passed];
  }
  return order;
}

/** Where a state leads, the default last. */
const aimsOf = (state: StateDefinition | undefined): readonly string[] =>
  (state?.transitions ?? []).flatMap(({ target }) => (target === undefined ? [] : [target]));
