import type { Theme } from '../choices.ts';
import { choose } from '../store.ts';

const isDark = (theme: Theme): boolean =>
  theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';

/** Light becomes dark, and dark light. */
export const switchTheme = (): void => choose(({ theme }) => ({ theme: isDark(theme) ? 'light' : 'dark' }));
