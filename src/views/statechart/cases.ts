import type { StateDefinition, TransitionDefinition, Trigger } from '../../trace/chart-definition.ts';

/** Ways that end at the same place. A trace tells which place was reached and not by which of them. */
export interface Case {
  readonly target: string | undefined;
  readonly texts: readonly string[];
  readonly keys: readonly string[];
  /** Actions called for on the way. */
  readonly does: readonly string[];
}

/** Identifies an arrow of the definition. */
export const legKey = (from: string, trigger: Trigger, to: string): string =>
  `${from}>${trigger.on === 'always' ? '' : trigger.name}>${to}`;

/** One way out as a case; `several` if the same event knows others. */
export function caseOf(
  state: StateDefinition,
  { trigger, guard, actions, target }: TransitionDefinition,
  several: boolean,
  visible: (path: string) => string,
): Case {
  const condition = guard ?? (several ? 'otherwise' : '');
  const stays = target === undefined ? actions.join(', ') : '';
  return {
    texts: [[condition, stays].filter((part) => part !== '').join(': ')],
    target: target === undefined ? undefined : visible(target),
    keys: [legKey(state.path, trigger, target ?? '')],
    does: actions,
  };
}

/** One case for each place; those that stay remain apart, since each does something else. */
export function mergedByTarget(cases: readonly Case[]): readonly Case[] {
  const merged: Case[] = [];
  for (const each of cases) {
    const known = each.target === undefined ? -1 : merged.findIndex(({ target }) => target === each.target);
    const before = merged[known];
    if (!before) merged.push(each);
    else
      merged[known] = {
        target: each.target,
        texts: [...before.texts, ...each.texts],
        keys: [...before.keys, ...each.keys],
        does: [...before.does, ...each.does],
      };
  }
  return merged;
}

/** The trigger in words: nothing where the state itself says what is waited for. */
export function triggerText(state: StateDefinition, trigger: Trigger): string {
  if (trigger.on === 'always' || trigger.name === state.name) return '';
  return trigger.on === 'delay' && trigger.name === '0' ? 'at once' : trigger.name;
}
