import type { Choices } from './choices.ts';
import type { Documents } from './documents.ts';

const settingsKey = 'podscope/settings';
const draftKey = 'podscope/draft';

type Settings = Pick<Choices, 'level' | 'guided' | 'theme' | 'speed' | 'dim' | 'letterKeys' | 'open' | 'sizes'>;

/** Settings of the last visit. A browser that keeps nothing is no reason to fail. */
export function readSettings(): Partial<Settings> {
  const kept = read(settingsKey);
  if (typeof kept !== 'object' || kept === null) return {};
  const { level, guided, theme, speed, dim, letterKeys, open, sizes } = kept as Partial<Settings>;
  return {
    ...(level === 'story' || level === 'detail' || level === 'everything' ? { level } : {}),
    ...(typeof guided === 'boolean' ? { guided } : {}),
    ...(theme === 'light' || theme === 'dark' || theme === 'system' ? { theme } : {}),
    ...(typeof speed === 'number' && speed > 0 && speed <= 8 ? { speed } : {}),
    ...(typeof dim === 'boolean' ? { dim } : {}),
    ...(typeof letterKeys === 'boolean' ? { letterKeys } : {}),
    ...(isTable(open, (folded) => typeof folded === 'boolean') ? { open } : {}),
    ...(areSizes(sizes) ? { sizes } : {}),
  };
}

export function writeSettings({ level, guided, theme, speed, dim, letterKeys, open, sizes }: Choices): void {
  write(settingsKey, { level, guided, theme, speed, dim, letterKeys, open, sizes });
}

/** Whatever else was kept there by whomever: a table whose every value is as it should be. */
const isTable = (kept: unknown, fits: (value: unknown) => boolean): kept is Readonly<Record<string, never>> =>
  typeof kept === 'object' && kept !== null && Object.values(kept).every(fits);

/** Only tables of finite shares become sizes. */
const areSizes = (kept: unknown): kept is Settings['sizes'] =>
  isTable(kept, (layout) => isTable(layout, Number.isFinite));

/** Text that somebody typed and that no built-in scenario has; kept so that it is never lost. */
export function readDraft(): Documents | undefined {
  const kept = read(draftKey) as Partial<Documents> | undefined | null;
  if (typeof kept?.scenario !== 'string' || kept.scenario === '') return undefined;
  return isTable(kept.files, (text) => typeof text === 'string')
    ? { files: kept.files, scenario: kept.scenario }
    : undefined;
}

export function writeDraft({ builtIn, documents }: Choices): void {
  const { files, scenario } = documents;
  if (builtIn === undefined) write(draftKey, { files, scenario });
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Private windows and full disks: the session goes on without.
  }
}
