import type { StateDefinition, TransitionDefinition } from '../../trace/chart-definition.ts';
import { type Case, caseOf, legKey, mergedByTarget, triggerText } from './cases.ts';

/** One line of a label. A timed one begins with a clock: its delay is what is waited for. */
export interface LabelLine {
  readonly text: string;
  readonly timed: boolean;
  /** Stands under the name of the event that it is a case of. */
  readonly indented: boolean;
}

/** Ways out of a state that end at the same place: one line of the chart. */
export interface Exit {
  readonly legs: readonly string[];
  readonly lines: readonly LabelLine[];
  /** Path of the visible state it leads to; absent for a heading, and where the machine acts and stays. */
  readonly target?: string;
  readonly does: readonly string[];
}

export interface Exits {
  /** Beside the state, from above to below. */
  readonly rows: readonly Exit[];
  /** Straight on to the state below. */
  readonly down?: Exit;
}

/** The ways out of a state: cases of one event under its name, those to the same place joined by "or". */
export function exitsOf(state: StateDefinition, visible: (path: string) => string, below: string | undefined): Exits {
  const rows: Exit[] = [];
  const downs: Exit[] = [];
  for (const group of groupedByTrigger(state.transitions)) {
    const { beside, straight } = exitsOfGroup(state, group, visible, below);
    rows.push(...beside);
    downs.push(...straight);
  }
  return { rows, ...(downs.length === 0 ? {} : { down: together(downs) }) };
}

/** A folded state leaves by whatever its inner states leave by, one line for each place. */
export function exitsOfFolded(state: StateDefinition, visible: (path: string) => string): Exits {
  const ways = inner(state).flatMap((each) =>
    each.transitions.flatMap((transition): Case[] => {
      const { trigger, guard, actions: does, target } = transition;
      if (target === undefined || visible(target) === state.path) return [];
      const texts = [guard ?? triggerText(each, trigger)];
      return [{ texts, target: visible(target), keys: [legKey(each.path, trigger, target)], does }];
    }),
  );
  const rows = mergedByTarget(ways).map((each): Exit => {
    const names = [...new Set(each.texts)].filter((text) => text !== '');
    const text = names.length > 1 ? `in ${names.length} ways` : (names[0] ?? '');
    return exitOf(each, [{ text, timed: false, indented: false }]);
  });
  return { rows };
}

const inner = (state: StateDefinition): readonly StateDefinition[] => [state, ...state.states.flatMap(inner)];

function groupedByTrigger(transitions: readonly TransitionDefinition[]): readonly TransitionDefinition[][] {
  const groups = new Map<string, TransitionDefinition[]>();
  for (const each of transitions) {
    const key = each.trigger.on === 'always' ? '' : `${each.trigger.on} ${each.trigger.name}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()];
}

interface GroupExits {
  readonly beside: readonly Exit[];
  readonly straight: readonly Exit[];
}

/** The cases of one event, or of one delay, or of none. */
function exitsOfGroup(
  state: StateDefinition,
  group: readonly TransitionDefinition[],
  visible: (path: string) => string,
  below: string | undefined,
): GroupExits {
  const [first] = group;
  if (!first) return { beside: [], straight: [] };
  const trigger = triggerText(state, first.trigger);
  const timed = first.trigger.on === 'delay' && first.trigger.name !== '0';
  const several = group.length > 1;
  const cases = mergedByTarget(group.map((each) => caseOf(state, each, several, visible)));
  const isStraight = ({ target }: Case | Exit): boolean => target !== undefined && target === below;
  if (!several) {
    const [only] = cases.map((each) =>
      exitOf(each, [{ text: joined(trigger, each.texts[0] ?? '', first), timed, indented: false }]),
    );
    if (!only) return { beside: [], straight: [] };
    return isStraight(only) ? { beside: [], straight: [only] } : { beside: [only], straight: [] };
  }
  const headed = trigger !== '';
  const beside = cases
    .filter((each) => !isStraight(each))
    .map((each, i) => exitOf(each, caseLines(each, headed, timed && i === 0)));
  const head = {
    legs: cases.flatMap(({ keys }) => keys),
    lines: [{ text: trigger, timed, indented: false }],
    does: [],
  };
  return {
    beside: headed && beside.length > 0 ? [head, ...beside] : beside,
    // What is left when no case holds is the way straight on: it needs no words.
    straight: cases.filter(isStraight).map((each) =>
      exitOf(
        each,
        caseLines(each, true, false).filter(({ text }) => !text.endsWith('otherwise')),
      ),
    ),
  };
}

/** Under the name of its event, or at the edge if it has none; there the first bears the clock of them all. */
const caseLines = ({ texts }: Case, headed: boolean, clock: boolean): readonly LabelLine[] =>
  texts.map((text, i) => ({
    text: i === 0 ? text : `or ${text}`,
    timed: !headed && clock && i === 0,
    indented: headed,
  }));

const exitOf = ({ target, keys, does }: Case, lines: readonly LabelLine[]): Exit => ({
  legs: keys,
  lines,
  does,
  ...(target === undefined ? {} : { target }),
});

function joined(trigger: string, text: string, { guard }: TransitionDefinition): string {
  if (trigger === '' || text === '') return `${trigger}${text}`;
  return guard === undefined ? `${trigger}: ${text}` : `${trigger}, if ${text}`;
}

function together(exits: readonly Exit[]): Exit {
  const said = exits.flatMap(({ lines }) => lines);
  const texts = said.map(({ text }) => text.replace(/^or /, '')).filter((text) => text !== '');
  const timed = said.some((line) => line.timed);
  const [first] = exits;
  return {
    legs: exits.flatMap(({ legs }) => legs),
    lines: texts.length === 0 && !timed ? [] : [{ text: texts.join(' or '), timed, indented: false }],
    does: exits.flatMap(({ does }) => does),
    ...(first?.target === undefined ? {} : { target: first.target }),
  };
}
