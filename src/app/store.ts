import { create } from 'zustand';
import { type Choices, firstChoices } from './choices.ts';
import { readSettings, writeDraft, writeSettings } from './kept.ts';

/** The choices of the person in front of the screen. */
export const useChoices = create<Choices>()(() => ({ ...firstChoices, ...readSettings() }));

export const choices = (): Choices => useChoices.getState();

/** A person did something: `change` says what follows from it for the choices. */
export function choose(change: Partial<Choices> | ((now: Choices) => Partial<Choices>)): void {
  useChoices.setState(change);
}

useChoices.subscribe((now, before) => {
  if (now.documents !== before.documents || now.builtIn !== before.builtIn) writeDraft(now);
  const kept = ['level', 'guided', 'theme', 'speed', 'dim', 'letterKeys', 'open', 'sizes'] as const;
  if (kept.some((name) => now[name] !== before[name])) writeSettings(now);
});
