import type { Describer } from './describer.ts';
import { describePod } from './pod.ts';

/** How each kind is described, by the plural of its resource. */
export const describers: Readonly<Record<string, Describer>> = {
  pods: describePod,
};
