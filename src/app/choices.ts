import type { Level } from '../story/level.ts';
import type { EntryId, Millis } from '../trace/trace.ts';
import type { Documents } from './documents.ts';

export type Theme = 'system' | 'light' | 'dark';
export type Panel =
  | 'editor'
  | 'messages'
  | 'map'
  | 'inspector'
  | 'dock'
  | 'narration'
  | 'inspectorBesideDecision'
  | 'dockBelowDecision';
export type CentreTab = 'messages' | 'map' | 'statechart' | 'scheduler' | 'stored' | 'terminal';

/** What a person chose, and nothing that can be computed from it. */
export interface Choices {
  /** Name of the built-in scenario, as long as nothing in it was changed. */
  readonly builtIn: string | undefined;
  readonly documents: Documents;
  /** The texts of the run on the screen; differs from `documents` while somebody types. */
  readonly running: Documents;
  readonly cursor: Millis;
  readonly playing: boolean;
  /** Where guided play stops next. */
  readonly until: Millis | undefined;
  /** The stretch that plays again and again, until something else is asked for. */
  readonly loop: { readonly from: Millis; readonly to: Millis } | undefined;
  /** When a command was typed whose output is waited for: the cursor goes where it returns. */
  readonly awaited: Millis | undefined;
  /** Whether the first step of this run was played. */
  readonly started: boolean;
  readonly speed: number;
  readonly level: Level;
  readonly guided: boolean;
  readonly presenter: boolean;
  readonly selected: EntryId | undefined;
  /** Key of the object that is followed: `pods/default/nginx`. */
  readonly followed: string | undefined;
  /** The lane of the diagram whose messages alone are shown: `worker-1/kubelet`. */
  readonly lane: string | undefined;
  readonly search: string;
  /** The line of a file that somebody asked to see in the editor; asked again, it is another value. */
  readonly shownLine: { readonly file: string; readonly line: number; readonly typing?: true } | undefined;
  readonly tab: CentreTab;
  readonly phoneTab: CentreTab;
  /** What is folded or opened by hand. */
  readonly open: Readonly<Partial<Record<Panel, boolean>>>;
  /** Sizes of panels that were dragged, in percent, by mode and set of panels. */
  readonly sizes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Answers given, by stop. */
  readonly answers: Readonly<Record<string, string>>;
  readonly theme: Theme;
  readonly dim: boolean;
  readonly letterKeys: boolean;
  readonly help: boolean;
  /** The link to this moment is shown, with its QR code. */
  readonly sharing: boolean;
  /** A cluster of one's own is being brought along: the dialog is open, with what was dropped or pasted. */
  readonly bringing: true | string | File | undefined;
  /** A line under the bar. */
  readonly notice: string | undefined;
}

/** A decision of the scheduler needs the room: what stands around it is another panel, folded until it is asked for. */
export const panelAt = (panel: Panel, { tab, guided }: Pick<Choices, 'tab' | 'guided'>): Panel => {
  if (guided || tab !== 'scheduler') return panel;
  return panel === 'inspector' ? 'inspectorBesideDecision' : panel === 'dock' ? 'dockBelowDecision' : panel;
};

/** Whether a panel is open: by hand, or else by default. */
export const isOpen = (panel: Panel, { open, guided }: Pick<Choices, 'open' | 'guided'>): boolean =>
  open[panel] ?? !(panel.endsWith('Decision') || (panel === 'editor' && guided));

const nothingYet: Documents = { files: {}, scenario: '' };

export const firstChoices: Choices = {
  builtIn: undefined,
  documents: nothingYet,
  running: nothingYet,
  cursor: 0,
  playing: false,
  until: undefined,
  loop: undefined,
  awaited: undefined,
  started: false,
  speed: 1,
  level: 'story',
  guided: true,
  presenter: false,
  selected: undefined,
  followed: undefined,
  lane: undefined,
  search: '',
  shownLine: undefined,
  tab: 'messages',
  phoneTab: 'map',
  open: {},
  sizes: {},
  answers: {},
  theme: 'system',
  dim: true,
  letterKeys: true,
  help: false,
  sharing: false,
  bringing: undefined,
  notice: undefined,
};

/** Another scenario from its start. */
export function opened(documents: Documents, builtIn: string | undefined, cursor: Millis = 0): Partial<Choices> {
  return {
    documents,
    running: documents,
    builtIn,
    cursor,
    started: cursor > 0,
    playing: false,
    until: undefined,
    loop: undefined,
    selected: undefined,
    followed: undefined,
    lane: undefined,
    search: '',
    shownLine: undefined,
    answers: {},
  };
}

/** Follows an object, whose own page then stands in the inspector; once more, and it is left. */
export const follow =
  (key: string) =>
  ({ followed }: Choices): Partial<Choices> =>
    followed === key ? { followed: undefined } : { followed: key, selected: undefined };

/** A text changed; the run stays until it is run again. */
export function typed(choices: Choices, file: string | undefined, text: string): Partial<Choices> {
  const { documents } = choices;
  const changed =
    file === undefined
      ? { ...documents, scenario: text }
      : { ...documents, files: { ...documents.files, [file]: text } };
  return { documents: changed };
}

export const speeds: readonly number[] = [0.25, 0.5, 1, 1.5, 2, 4, 8];

/** One speed up or down; no further than the ends. */
export function faster({ speed }: Choices, by: 1 | -1): Partial<Choices> {
  const place = speeds.indexOf(speed) + by;
  return { speed: speeds[Math.min(Math.max(place, 0), speeds.length - 1)] ?? 1 };
}

const levels: readonly Level[] = ['story', 'detail', 'everything'];

export function deeper({ level }: Choices, by: 1 | -1): Partial<Choices> {
  const place = levels.indexOf(level) + by;
  return { level: levels[Math.min(Math.max(place, 0), levels.length - 1)] ?? 'story' };
}
